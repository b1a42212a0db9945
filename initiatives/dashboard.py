"""Panels of the admin's dashboard: a member's own pages; for the association, the sheets nobody confirmed lately."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from collectivities.permissions import member_collectivity_ids
from initiatives.models import InitiativePage
from initiatives.next_steps import own_rows, sheets_of
from portal.dashboard import SHOWN, WaitingPanel

NOTHING_TO_CONFIRM = _("Toutes les fiches en ligne ont été confirmées depuis moins d’un an.")


class MemberPanel(Component):
    """What a member's communes have on the portal, and what to do next."""

    name = "own-pages"
    order = 10
    template_name = "initiatives/admin/member_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = self.request.user
        rows = own_rows(user)
        communes, sheets = ([row for row in rows if row.is_sheet == is_sheet] for is_sheet in (False, True))
        return {
            "request": self.request,
            "csrf_token": parent_context["csrf_token"] if parent_context else "",
            "communes": communes,
            "sheets": sheets,
            "total": sheets_of(user).count() if sheets else 0,
            "several": len(member_collectivity_ids(user)) > 1,
        }


def confirmed(page: InitiativePage) -> str | Promise:
    """The day of the last confirmation, in words."""
    return date_format(page.confirmed_on, "j F Y") if page.confirmed_on else _("Jamais")


def to_confirm_columns() -> list[BaseColumn]:
    """Those of the panel and, with the région, of the report."""
    return [
        TitleColumn("title", label=_("Fiche"), url_name="wagtailadmin_pages:edit"),
        Column("commune", label=_("Commune"), accessor="collectivity.full_name"),
        Column("confirmed_on", label=_("Confirmée le"), accessor=confirmed),
    ]


class ToConfirmPanel(WaitingPanel):
    name = "to-confirm"
    heading = _("À mettre à jour")
    help_text = _("Fiches en ligne que leur commune n’a jamais confirmées, ou pas depuis un an.")
    nothing = NOTHING_TO_CONFIRM
    order = 20

    @property
    def total(self) -> int:
        return int(InitiativePage.objects.to_confirm().count())

    @property
    def rows(self) -> Sequence[InitiativePage]:
        return list(InitiativePage.objects.to_confirm().select_related("collectivity__departement")[:SHOWN])

    @property
    def columns(self) -> list[BaseColumn]:
        return to_confirm_columns()

    @property
    def all_url(self) -> str:
        return reverse("to_confirm:index")
