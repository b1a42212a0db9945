"""What the list of dossiers, the panel and the export say of each."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from labels.admissibility.progress import progress_of
from labels.enums import DossierState
from labels.models import Campaign, Dossier

EXPORTED = {
    "number": gettext_lazy("Numéro"),
    "collectivity.full_name": gettext_lazy("Collectivité"),
    "collectivity.code": gettext_lazy("Code"),
    "collectivity.region.name": gettext_lazy("Région"),
    "questionnaire.name": gettext_lazy("Classe"),
    "get_path_display": gettext_lazy("Parcours"),
    "told_label": gettext_lazy("État"),
    "deposited_local": gettext_lazy("Déposé le"),
    "late_label": gettext_lazy("Dans le délai de grâce"),
    "first_label": gettext_lazy("Première candidature"),
    "advance": gettext_lazy("Avancement"),
}
"""The columns of the export, by what is read of a dossier, with their names."""


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
    advance = Column("advance", label=gettext_lazy("Avancement"), accessor="advance")
    first = Column("first", label=gettext_lazy("Première fois"), accessor="first_label")
    return [name, state, class_, path, *others, advance, first]


def dossier_url(dossier: Dossier) -> str | None:
    """Where it is read; a draft is its collectivité's alone."""
    return reverse("dossiers:edit", args=[dossier.pk]) if dossier.state != DossierState.DRAFT else None


def state_label(dossier: Dossier) -> str:
    state = dossier.state_for_all
    return _("En cours d’écriture") if state == DossierState.DRAFT else str(state.label)


def state_tag(dossier: Dossier) -> str:
    return format_html('<span class="state state--{}">{}</span>', dossier.state_for_all.css, state_label(dossier))


def deposited(dossier: Any) -> str:
    """« 12 novembre 2026, 23:58 », and whether it came within the grace period."""
    if not dossier.deposited_at:
        return ""
    day = date_format(localtime(dossier.deposited_at), "j F Y, H:i")
    return _("%(day)s, dans le délai de grâce") % {"day": day} if dossier.is_late else day


def waits(dossier: Dossier) -> str:
    """For the association since the deposit; for the collectivité until the day that it was given."""
    if dossier.state == DossierState.DEPOSITED and dossier.deposited_at:
        return str(timesince(dossier.deposited_at, depth=1))
    if dossier.state == DossierState.TO_COMPLETE and dossier.complete_until:
        return _("jusqu’au %(day)s") % {"day": date_format(localtime(dossier.complete_until), "j F")}
    return ""


def say_more(dossiers: Sequence[Any], campaign: Campaign | None) -> None:
    """Give each row what it says beside what the database keeps, in a few queries for all."""
    items = campaign.check_items.count() if campaign else 0
    progress = progress_of([dossier for dossier in dossiers if dossier.state == DossierState.DRAFT])
    for dossier in dossiers:
        # Spreadsheets know no time zone: they are given the time of Paris.
        local = localtime(dossier.deposited_at) if dossier.deposited_at else None
        dossier.deposited_local = local.replace(tzinfo=None) if local else ""
        dossier.told_label = state_label(dossier)
        dossier.late_label = _("oui") if dossier.is_late else _("non")
        dossier.first_label = _("oui") if dossier.is_first else _("non")
        if found := progress.get(dossier.pk):
            names = {"count": found.answered, "total": found.asked}
            dossier.advance = _("%(count)s réponses sur %(total)s") % names
        else:
            names = {"count": dossier.checked, "total": items}
            dossier.advance = _("%(count)s points vérifiés sur %(total)s") % names
