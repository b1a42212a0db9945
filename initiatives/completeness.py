"""How complete a sheet is: what a reader from another commune looks for, as data."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from initiatives.models import InitiativePage


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a sheet should say: any of the fields is enough."""

    fields: tuple[str, ...]
    label: str | Promise
    weight: int


CRITERIA = (
    Criterion(("summary",), _("le résumé"), 3),
    Criterion(("themes",), _("un thème"), 3),
    Criterion(("body",), _("le récit"), 3),
    Criterion(("cost_first_year", "cost_yearly", "cost_detail"), _("le coût"), 2),
    Criterion(("staff_time",), _("les moyens humains"), 2),
    Criterion(("results",), _("les résultats"), 2),
    Criterion(("difficulties",), _("ce qui a été difficile"), 2),
    Criterion(("success_conditions",), _("les conditions de la réussite"), 2),
    Criterion(("audiences",), _("les publics concernés"), 1),
    Criterion(("started_on",), _("la date de mise en service"), 1),
    Criterion(("contact_role",), _("à qui s’adresser"), 1),
    Criterion(("image",), _("une photo"), 1),
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """``percent`` from 0 to 100, and what is missing, the most useful first."""

    percent: int
    missing: tuple[Criterion, ...]


def completeness(page: "InitiativePage") -> Completeness:
    missing = tuple(criterion for criterion in CRITERIA if not any(_filled(page, name) for name in criterion.fields))
    total = sum(criterion.weight for criterion in CRITERIA)
    lost = sum(criterion.weight for criterion in missing)
    return Completeness(round(100 * (total - lost) / total), missing)


def _filled(page: "InitiativePage", name: str) -> bool:
    value = getattr(page, name)
    if hasattr(value, "exists"):
        return bool(value.exists())
    return value not in (None, "") and bool(len(value) if hasattr(value, "__len__") else True)
