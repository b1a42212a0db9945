"""What a collectivité's sheets bring to its space: what is left to do for each, and all of them with their state."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from collectivities.models import Membership
from collectivities.space.addresses import address_in_space
from collectivities.space.todo import Action, Todo
from initiatives.enums import SheetState, Stage
from initiatives.next_steps import Row, own_rows
from initiatives.short_path.addresses import new_sheet_address
from portal.once import once_in_request

MOST = 5
"""Of one kind of thing to do: who reads a longer list does none of it."""


def sheet_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    """What the association asks first, then what is to confirm, what is not submitted, what was begun."""
    rows = sheets_of_space(request, membership)
    kinds = (asked_for, to_confirm, to_submit, to_learn_from, begun)
    for read in kinds:
        found = [todo for row in rows if (todo := read(row))]
        yield from found[:MOST]
    if not rows:
        yield first_sheet(request, membership)
    yield from presentation(request, membership)


def asked_for(row: Row) -> Todo | None:
    if not row.asked:
        return None
    title = _("Reprendre « %(title)s »") % {"title": row.page.title}
    return Todo(
        10,
        "undo",
        title,
        _("L’association demande :"),
        10,
        Action(_("Reprendre"), row.page.writing_address),
        quote=row.asked,
    )


def to_confirm(row: Row) -> Todo | None:
    if row.asked or row.state != SheetState.STALE:
        return None
    title = _("« %(title)s » est-elle toujours en service ?") % {"title": row.page.title}
    confirm = f"{reverse('confirmation:confirm', args=[row.page.pk])}?retour=espace"
    text = _("Les autres communes regardent la date de la dernière confirmation.")
    return Todo(
        20,
        "clock",
        title,
        text,
        1,
        Action(_("Oui"), confirm, is_post=True),
        Action(_("Non…"), address_in_space("space_still_running", row.page.collectivity)),
    )


def to_submit(row: Row) -> Todo | None:
    changed = row.page.live and row.page.has_unpublished_changes and row.state != SheetState.REVIEW
    if row.asked or not changed:
        return None
    title = _("Soumettre ce que vous avez changé dans « %(title)s »") % {"title": row.page.title}
    return Todo(
        30, "doc", title, _("Le public ne le voit pas encore."), 2, Action(_("Ouvrir"), row.page.writing_address)
    )


def to_learn_from(row: Row) -> Todo | None:
    """A service that ended, and that says nothing yet to who begins."""
    is_stopped = row.state == SheetState.PUBLISHED and row.page.stage == Stage.STOPPED
    if row.asked or not is_stopped or not any("difficulties" in one.fields for one in row.missing):
        return None
    title = _("Dire ce que « %(title)s » vous a appris") % {"title": row.page.title}
    text = _("Elle s’est arrêtée. Pourquoi ? C’est ce qui sert le plus à qui commence.")
    return Todo(35, "edit", title, text, 3, Action(_("Écrire"), row.page.lessons_address))


def begun(row: Row) -> Todo | None:
    if row.asked or row.state != SheetState.DRAFT:
        return None
    title = _("Terminer « %(title)s »") % {"title": row.page.title}
    lacks = ", ".join(str(criterion.label) for criterion in row.missing if criterion.is_needed)
    action = Action(_("Terminer"), row.page.writing_address)
    if lacks:
        return Todo(40, "edit", title, _("Il manque encore : %(what)s.") % {"what": lacks}, 5, action)
    return Todo(40, "edit", title, _("Il ne reste qu’à la soumettre."), 1, action)


def first_sheet(request: HttpRequest, membership: Membership) -> Todo:
    text = _("Un nom, deux phrases, un thème : c’est assez pour commencer.")
    return Todo(
        50,
        "plus",
        _("Présenter une première initiative"),
        text,
        5,
        Action(_("Commencer"), new_sheet_address(membership.collectivity)),
        Action(_("S’inspirer"), reverse("themes")),
    )


def presentation(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    """The page of the collectivité itself."""
    for row in rows_of(request, membership):
        if not row.is_sheet and row.missing:
            text = _("Il manque encore : %(what)s.") % {"what": ", ".join(str(one.label) for one in row.named)}
            yield Todo(
                60, "hall", _("Présenter votre collectivité"), text, 5, Action(_("Compléter"), row.page.writing_address)
            )


class SheetsSection(Component):
    """The sheets, the most urgent first, with what each is in the eyes of the public."""

    template_name = "initiatives/space_sheets.html"

    def __init__(self, request: HttpRequest, membership: Membership) -> None:
        self.request, self.membership = request, membership

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        rows = sheets_of_space(self.request, self.membership)
        total = rows[0].page.all_told if rows else 0
        return {
            "rows": [(row, row.page.writing_address) for row in rows],
            "total": total,
            "is_cut": total > len(rows),
            "all_url": reverse("wagtailadmin_explore_root"),
            "add_url": new_sheet_address(self.membership.collectivity),
            "running_url": address_in_space("space_still_running", self.membership.collectivity),
        }


@once_in_request
def rows_of(request: HttpRequest, membership: Membership) -> list[Row]:
    """The page of the collectivité and its sheets."""
    return own_rows(request.user, membership.collectivity)


def sheets_of_space(request: HttpRequest, membership: Membership) -> list[Row]:
    return [row for row in rows_of(request, membership) if row.is_sheet]
