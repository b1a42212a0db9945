"""What readers propose, in the space of the commune."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.addresses import address_in_space
from collectivities.space.todo import Action, Todo
from initiatives.models import Correction

MOST = 3


def correction_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    of = membership.collectivity
    for one in Correction.objects.left_to(of).select_related("sheet")[:MOST]:
        title = _("Corriger « %(title)s » ?") % {"title": one.sheet.title}
        done = address_in_space("space_correction_done", of, one.pk)
        # Where a sheet is written is known from its commune, which is this one.
        write = address_in_space("space_sheet", of, one.sheet_id)
        yield Todo(
            25, "edit", title, _("Un lecteur écrit :"), 5, Action(_("C’est fait"), done, is_post=True),
            Action(_("Ouvrir"), write), quote=one.text,
        )  # fmt: skip
