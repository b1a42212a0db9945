"""The communes to ask for advice about a theme, those that answered another one first."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from collectivities.models.collectivity import name_with_departement
from initiatives.enums import InspirationState, Side
from initiatives.freshness import Freshness, freshness
from initiatives.models import Inspiration, Message
from portal.addresses import page_address, whole_address

SHOWN = 12
COLUMNS = (
    "pk", "title", "url_path", "locale__language_code", "confirmed_on", "has_answered", "collectivity__kind",
    "collectivity__name", "collectivity__departement__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Adviser:
    """A commune and the sheet to ask it about. ``has_answered`` whether it answered a question, or thanked."""

    sheet: int
    title: str
    url: str
    language: str
    confirmed_on: datetime.date | None
    has_answered: bool
    place: str

    @property
    def ask_address(self) -> str:
        return reverse("question_ask", args=[self.sheet])

    @property
    def whole_url(self) -> str:
        """For paper."""
        return whole_address(self.url)

    @property
    def freshness(self) -> Freshness:
        return freshness(self.confirmed_on)


def advisers(sheets: Any) -> list[Adviser]:
    """One sheet for each commune, in one query: who answered before, then who confirmed last."""
    one_each = sheets.latest_of_each_commune().annotate(has_answered=_has_answered())
    ordered = one_each.order_by("-has_answered", F("confirmed_on").desc(nulls_last=True), "-pk")
    return [_adviser(row) for row in ordered.values_list(*COLUMNS)[:SHOWN]]


def _has_answered() -> Q:
    answers = Message.objects.filter(side=Side.ASKED, question__asked=OuterRef("collectivity"))
    thanks = Inspiration.objects.filter(state=InspirationState.THANKED, origin__collectivity=OuterRef("collectivity"))
    return Q(Exists(answers)) | Q(Exists(thanks))


def _adviser(row: tuple[Any, ...]) -> Adviser:
    key, title, url_path, language, confirmed_on, has_answered, kind, name, departement = row
    return Adviser(
        sheet=key,
        title=title,
        url=page_address(url_path, language),
        language=language,
        confirmed_on=confirmed_on,
        has_answered=bool(has_answered),
        place=name_with_departement(kind, name, departement),
    )
