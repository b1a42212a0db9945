"""How complete a sheet is: what a reader from another commune looks for, as data."""

import json
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

if TYPE_CHECKING:
    from collectivities.models import CollectivityPage
    from initiatives.models import InitiativePage


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a sheet should say: any of the fields is enough. The weight is how much it helps a reader. Without what
    is needed, nobody is asked to read the sheet.
    """

    fields: tuple[str, ...]
    label: str | Promise
    weight: int
    is_needed: bool = False


# Without a summary a list shows nothing of a sheet, without a theme nobody comes to it.
CRITERIA = (
    Criterion(("summary",), _("le résumé"), 3, is_needed=True),
    Criterion(("themes",), _("un thème"), 3, is_needed=True),
    Criterion(("body",), _("le récit"), 3),
    Criterion(("cost_first_year", "cost_yearly", "cost_detail"), _("le coût"), 2),
    Criterion(("staff_time",), _("les moyens humains"), 2),
    Criterion(("results",), _("les résultats"), 2),
    Criterion(("difficulties",), _("ce qui a été difficile"), 2),
    Criterion(("success_conditions",), _("les conditions de la réussite"), 2),
    Criterion(("audiences",), _("les publics concernés"), 1),
    Criterion(("started_on",), _("la date de mise en service"), 1),
    Criterion(("transposable",), _("où cela pourrait marcher aussi"), 1),
    Criterion(("contact_role",), _("à qui s’adresser"), 1),
    Criterion(("image",), _("une photo"), 1),
)
TYPE_CRITERIA = (
    Criterion(("address",), _("l’adresse du lieu"), 2),
    Criterion(("opening_periods",), _("les horaires d’ouverture"), 2),
    Criterion(("service_url",), _("l’adresse du service"), 2),
    Criterion(("procedures",), _("les démarches"), 2),
    Criterion(("establishments",), _("les établissements"), 2),
)
"""Those of the specialised types, each for the type that has the field."""
COMMUNE_CRITERIA = (
    Criterion(("summary",), _("le résumé"), 3),
    Criterion(("introduction",), _("la présentation"), 3),
    Criterion(("image",), _("une photo"), 1),
    Criterion(("contact_role",), _("à qui s’adresser"), 1),
)
"""Those of the page of a commune."""


RELATED = ("themes", "audiences")
"""Those that are rows of other tables: where many sheets are read, ``has_themes`` and ``has_audiences`` tell."""


@dataclass(frozen=True, slots=True)
class Item:
    """A criterion, and whether the sheet meets it."""

    criterion: Criterion
    is_filled: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """``items`` are in the order of the criteria, the most useful first."""

    items: tuple[Item, ...]

    @property
    def percent(self) -> int:
        """From 0 to 100, by weight."""
        total = sum(item.criterion.weight for item in self.items)
        return round(100 * sum(item.criterion.weight for item in self.items if item.is_filled) / total)

    @property
    def missing(self) -> tuple[Criterion, ...]:
        return tuple(item.criterion for item in self.items if not item.is_filled)


def completeness(page: "InitiativePage | SimpleNamespace") -> Completeness:
    """What a sheet says and what it lacks, the most useful to a reader first."""
    own = tuple(criterion for criterion in TYPE_CRITERIA if all(hasattr(page, name) for name in criterion.fields))
    criteria = sorted((*CRITERIA, *own), key=lambda criterion: -criterion.weight)
    return Completeness(
        tuple(Item(criterion, any(_is_filled(page, name) for name in criterion.fields)) for criterion in criteria)
    )


def lacking(page: "InitiativePage") -> list[Criterion]:
    """What is needed, and a sheet lacks."""
    needed = (one for one in CRITERIA if one.is_needed)
    return [one for one in needed if not any(_is_filled(page, name) for name in one.fields)]


def missing_from_sheet(page: "InitiativePage") -> tuple[Criterion, ...]:
    """What the latest version of a sheet lacks. It is read as it was saved, without a query, for a list of many."""
    return completeness(_latest(page)).missing


def missing_from_commune(page: "CollectivityPage") -> tuple[Criterion, ...]:
    """What the latest version of a commune's own page lacks."""
    latest = _latest(page)
    return tuple(item for item in COMMUNE_CRITERIA if not any(_is_filled(latest, name) for name in item.fields))


def _latest(page: Any) -> Any:
    content = page.latest_revision.content if page.latest_revision else None
    if content is None:
        return page
    return SimpleNamespace(**{**content, "body": json.loads(content.get("body") or "[]")})


def _is_filled(page: "InitiativePage | SimpleNamespace", name: str) -> bool:
    if name in RELATED and (known := getattr(page, f"has_{name}", None)) is not None:
        return bool(known)
    value = getattr(page, name)
    if isinstance(value, StreamValue):
        return any(child.value for child in value)
    if hasattr(value, "exists"):
        return bool(value.exists())
    return value is not None and value != "" and bool(len(value) if hasattr(value, "__len__") else True)
