"""A campaign is frozen once it is open: what candidates answer, and how they are marked, does not change under them.

Saving or deleting a frozen row raises ``FrozenError``, wherever it comes from. ``labels.campaigns`` moves the part of
the calendar that may move; everything else is corrected by an erratum.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _

from labels.models import (
    Campaign,
    Choice,
    Criterion,
    EligibilityRule,
    Level,
    Mention,
    Question,
    Questionnaire,
    Section,
)
from labels.models.campaign import MOVABLE

OF_CAMPAIGN: dict[type[models.Model], str] = {
    Level: "levels",
    Mention: "mentions",
    EligibilityRule: "rules",
    Criterion: "criteria",
    Questionnaire: "questionnaires",
    Section: "questionnaires__sections",
    Question: "questionnaires__sections__questions",
    Choice: "questionnaires__sections__questions__choices",
}
"""What is frozen with a campaign, and the way from the campaign to it."""
PARENT = {Section: "questionnaire_id", Question: "section_id", Choice: "question_id"}
NAMED = frozenset({"opened_at", "settled_at"})
FREE = frozenset({*MOVABLE, *NAMED, "latest_revision"})
"""Fields of a campaign that are written after its opening; ``_check_campaign`` says how. Those of ``NAMED`` are written
by who names them: a form, or an old version, that saves the whole does not move them on its way.
"""

_is_thawed: ContextVar[bool] = ContextVar("labels_is_thawed", default=False)


class FrozenError(Exception):
    """What was to be written is frozen; its text says so in plain words."""


@contextmanager
def thawed() -> Iterator[None]:
    """Nothing is frozen in the block: for what writes the campaigns of a demonstration or of a test."""
    token = _is_thawed.set(True)
    try:
        yield
    finally:
        _is_thawed.reset(token)


def watch() -> None:
    """Have the models say before they write."""
    for model in OF_CAMPAIGN:
        for signal in (pre_save, pre_delete):
            signal.connect(_check_content, sender=model, dispatch_uid=f"frozen-{model._meta.label}")
    pre_save.connect(_check_campaign, sender=Campaign, dispatch_uid="frozen-campaign")
    pre_delete.connect(_check_deletion, sender=Campaign, dispatch_uid="frozen-campaign")


def _check_content(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if raw or _is_thawed.get():
        return
    way = OF_CAMPAIGN[sender]
    above, _separator, _own = way.rpartition("__")
    parent = getattr(instance, PARENT.get(sender, "campaign_id"))
    stands = Q(**{above or "pk": parent})
    if instance.pk:
        # Where it stood: a question is not moved out of a frozen section either.
        stands |= Q(**{way: instance.pk})
    if _opened(stands):
        raise FrozenError(_("La campagne est ouverte : son contenu est figé. Publiez un rectificatif."))


def _opened(condition: Q) -> bool:
    """Whether one of these campaigns is open; until the transaction is over nobody opens it then."""
    campaigns = Campaign.objects.filter(condition).order_by()
    if connection.in_atomic_block:
        campaigns = campaigns.select_for_update(of=("self",))
    return any(opened_at is not None for opened_at in campaigns.values_list("opened_at", flat=True))


def _check_campaign(sender: type[Campaign], instance: Campaign, raw: bool = False, **kwargs: Any) -> None:
    before = None if raw or _is_thawed.get() or not instance.pk else Campaign.objects.filter(pk=instance.pk).first()
    if before is None or before.opened_at is None:
        return
    written = kwargs.get("update_fields")
    changed = {
        field.name
        for field in Campaign._meta.concrete_fields
        if (written is None or field.name in written)
        and getattr(before, field.attname) != getattr(instance, field.attname)
    }
    if changed - FREE or (written is None and changed & NAMED):
        raise FrozenError(_("La campagne est ouverte : son contenu est figé. Publiez un rectificatif."))
    if "closes_at" in changed and (instance.closes_at is None or instance.closes_at < before.closes_at):
        raise FrozenError(_("La clôture ne s’avance pas : elle peut seulement être reportée."))
    if "opened_at" in changed and before.dossiers.exists():
        raise FrozenError(_("Un dossier est commencé : l’appel à candidatures ne se retire plus."))


def _check_deletion(sender: type[Campaign], instance: Campaign, **kwargs: Any) -> None:
    if not _is_thawed.get() and instance.opened_at is not None:
        raise FrozenError(_("La campagne est ouverte : elle ne se supprime pas."))
