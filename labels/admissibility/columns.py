"""What the list of dossiers, the panel and the export say of each."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from labels.enums import DossierState
from labels.models import Dossier
from labels.timing import spoken

EXPORTED = {
    "number": gettext_lazy("Numéro"),
    "name": gettext_lazy("Collectivité"),
    "code": gettext_lazy("Code"),
    "region": gettext_lazy("Région"),
    "class": gettext_lazy("Classe"),
    "path": gettext_lazy("Parcours"),
    "state": gettext_lazy("État"),
    "deposited_at": gettext_lazy("Déposé le"),
    "late": gettext_lazy("Dans le délai de grâce"),
    "first": gettext_lazy("Première candidature"),
    "advance": gettext_lazy("Avancement"),
}
"""The columns of the export and their names."""


def panel_columns() -> list[BaseColumn]:
    return [
        TitleColumn("name", label=gettext_lazy("Collectivité"), accessor="collectivity.full_name", get_url=dossier_url),
        Column("class", label=gettext_lazy("Classe"), accessor="questionnaire.name"),
        Column("deposited_at", label=gettext_lazy("Déposé le"), accessor=deposited),
        Column("since", label=gettext_lazy("Attend"), accessor=waits),
    ]


def list_columns() -> list[BaseColumn]:
    name, class_, *others = panel_columns()
    path = Column("path", label=gettext_lazy("Parcours"), accessor="get_path_display")
    state = Column("state", label=gettext_lazy("État"), accessor=state_tag)
    progress = Column("advance", label=gettext_lazy("Avancement"), accessor=advance)
    is_first = Column("first", label=gettext_lazy("Première fois"), accessor=first)
    return [name, state, class_, path, *others, progress, is_first]


def dossier_url(dossier: Dossier) -> str | None:
    """Where it is read; a draft is its collectivité's alone."""
    return reverse("dossiers:edit", args=[dossier.pk]) if dossier.state != DossierState.DRAFT else None


def state_label(dossier: Dossier) -> str:
    state = dossier.state_for_all
    return _("En cours d’écriture") if state == DossierState.DRAFT else str(state.label)


def state_tag(dossier: Dossier) -> str:
    return format_html('<span class="state state--{}">{}</span>', dossier.state_for_all.css, state_label(dossier))


def deposited(dossier: Any) -> str:
    """« 12 novembre 2026 à 23 h 58 », and whether it came within the grace period."""
    if not dossier.deposited_at:
        return ""
    day = spoken(dossier.deposited_at)
    return _("%(day)s, dans le délai de grâce") % {"day": day} if dossier.is_late else day


def waits(dossier: Dossier) -> str:
    """For the association since the deposit; for the collectivité until the day that it was given."""
    if dossier.state == DossierState.DEPOSITED and dossier.deposited_at:
        return str(timesince(dossier.deposited_at, depth=1))
    if dossier.state == DossierState.TO_COMPLETE and dossier.complete_until:
        return _("jusqu’au %(day)s") % {"day": date_format(localtime(dossier.complete_until), "j F")}
    return ""


def advance(dossier: Any) -> str:
    """How far a draft is written, or one that was deposited is checked."""
    if dossier.state == DossierState.DRAFT:
        names = {"count": dossier.answered, "total": dossier.asked}
        return _("Réponses : %(count)s sur %(total)s") % names
    return _("Points vérifiés : %(count)s sur %(total)s") % {"count": dossier.checked, "total": dossier.items}


def first(dossier: Any) -> str:
    return _("oui") if dossier.is_first else _("non")


def exported(dossier: Any) -> dict[str, Any]:
    """A row of the export, by column."""
    # Spreadsheets know no time zone: they are given the time of Paris.
    local = localtime(dossier.deposited_at).replace(tzinfo=None) if dossier.deposited_at else ""
    region = dossier.collectivity.region
    return {
        "number": dossier.number or "",
        "name": dossier.collectivity.full_name,
        "code": dossier.collectivity.code,
        "region": region.name if region else "",
        "class": dossier.questionnaire.name,
        "path": str(dossier.get_path_display()),
        "state": state_label(dossier),
        "deposited_at": local,
        "late": _("oui") if dossier.is_late else _("non"),
        "first": first(dossier),
        "advance": advance(dossier),
    }
