"""« Dupliquer »: a campaign copied for the year after the last one, codes kept, dates moved, to be checked."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from labels.campaigns.dates import moved_calendar
from labels.models import Campaign, Choice, Question, Questionnaire, Section

COPIED = ("introduction", "grace_minutes", "ceremony_place")


class YearTakenError(Exception):
    """The year already has its campaign; the text says so."""


def next_year() -> int:
    """The one that a new campaign is for: after the last one."""
    return year_after(Campaign.objects.aggregate(last=models.Max("year"))["last"])


def year_after(last: int | None) -> int:
    """After the last year, or the coming one where there is none."""
    return timezone.localdate().year + 1 if last is None else last + 1


def duplicate(source: Campaign) -> Campaign:
    """All or nothing. Raises ``YearTakenError`` when somebody else made the campaign of that year meanwhile."""
    year = next_year()
    try:
        with transaction.atomic():
            return _copy(source, year)
    except IntegrityError as error:
        raise YearTakenError(_("La campagne %(year)s existe déjà.") % {"year": year}) from error


def _copy(source: Campaign, year: int) -> Campaign:
    copy = Campaign(year=year, **{name: getattr(source, name) for name in COPIED})
    for name, moment in moved_calendar(source, year - source.year).items():
        setattr(copy, name, moment)
    copy.save()
    for relation in get_all_child_relations(Campaign):
        _copy_rows(relation.related_model, relation.field.name, {source.pk: copy})
    questionnaires = _copy_rows(Questionnaire, "campaign", {source.pk: copy})
    sections = _copy_rows(Section, "questionnaire", questionnaires, latest_revision=None)
    questions = _copy_rows(Question, "section", sections)
    _copy_rows(Choice, "question", questions)
    return copy


def _copy_rows(model: type[Any], parent: str, copies: dict[int, Any], **fields: Any) -> dict[int, Any]:
    """The rows below those that were copied, by the key of the row that each is a copy of."""
    rows = list(model._default_manager.filter(**{f"{parent}__in": copies}).order_by("pk"))
    keys = [row.pk for row in rows]
    for row in rows:
        row.pk, row._state.adding = None, True
        setattr(row, parent, copies[getattr(row, f"{parent}_id")])
        for name, value in fields.items():
            setattr(row, name, value)
    return dict(zip(keys, model._default_manager.bulk_create(rows), strict=True))
