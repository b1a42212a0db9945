"""The millésime that a portal starts with, from ``labels/data/millesime.toml``: in preparation, never opened."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from labels.campaigns.dates import moved_calendar
from labels.enums import DossierPath
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

MILLESIME = Path(__file__).parent.parent / "data" / "millesime.toml"
OF_QUESTIONNAIRES = ("asked", "by", "scale", "choices")
"""What the file says of a question beside its fields."""


@transaction.atomic
def start(year: int) -> Campaign:
    """The millésime of the file, dated for a year; its calendar is to be checked."""
    data = tomllib.loads(MILLESIME.read_text(encoding="utf-8"))
    campaign = _campaign(data, year)
    for model, name in ((Level, "levels"), (Mention, "mentions"), (EligibilityRule, "rules"), (Criterion, "criteria")):
        rows = enumerate(data[name])
        model.objects.bulk_create(model(campaign=campaign, sort_order=place, **row) for place, row in rows)
    for key, fields in data["questionnaires"].items():
        _write(Questionnaire.objects.create(campaign=campaign, **fields), key, data)
    return campaign


def _campaign(data: dict[str, Any], year: int) -> Campaign:
    campaign = Campaign(
        year=year,
        introduction=data["introduction"].strip(),
        grace_minutes=data["grace_minutes"],
        **{name: timezone.make_aware(moment) for name, moment in data["calendar"].items()},
    )
    for name, moment in moved_calendar(campaign, year - data["year"]).items():
        setattr(campaign, name, moment)
    campaign.save()
    return campaign


def _write(questionnaire: Questionnaire, key: str, data: dict[str, Any]) -> None:
    """The sections of a questionnaire, with what it asks of each."""
    for place, written in enumerate(data["sections"]):
        asked = [question for question in written["questions"] if key in question["asked"]]
        fields = {name: value for name, value in written.items() if name not in {"questions", "by"}}
        fields |= written.get("by", {}).get(key, {})
        section = Section.objects.create(questionnaire=questionnaire, sort_order=place, **fields)
        questions = Question.objects.bulk_create(
            _question(section, order, question, key) for order, question in enumerate(asked)
        )
        Choice.objects.bulk_create(
            Choice(question=question, sort_order=order, **choice)
            for question, source in zip(questions, asked, strict=True)
            for order, choice in enumerate(_choices(source, data))
        )


def _question(section: Section, place: int, written: dict[str, Any], key: str) -> Question:
    fields = {name: value for name, value in written.items() if name not in OF_QUESTIONNAIRES}
    fields |= written.get("by", {}).get(key, {})
    is_short = written["asked"][key] == DossierPath.SHORT
    return Question(section=section, sort_order=place, on_short_path=is_short, **fields)


def _choices(written: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
    """Its own answers, or those of the scale that it shares with others."""
    if "scale" in written:
        found: list[dict[str, Any]] = data["scales"][written["scale"]]
        return found
    own: list[dict[str, Any]] = written.get("choices", [])
    return own
