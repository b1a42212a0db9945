"""The editor's forms for members' pages: what a page refers to must be the member's to choose."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.models import Page

from collectivities.models.media import CustomDocument, CustomImage
from collectivities.permissions import user_can_choose_media, user_can_edit_page, user_is_member


class MemberPageForm(WagtailAdminPageForm):
    """Refuses another commune's file, or a page that is not public, wherever the form refers to one.

    Wagtail's choosers only offer what may be chosen, but accept any identifier that is sent.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user = self.for_user
        if user and not user.is_superuser and user_is_member(user):
            for name, value in list(cleaned.items()):
                if any(not self._may_refer(user, reference) for reference in references(value)):
                    self.add_error(
                        name,
                        ValidationError(
                            _("Ce fichier ou cette page appartient à une autre commune : choisissez-en un autre.")
                        ),
                    )
        return cleaned

    @staticmethod
    def _may_refer(user: Any, reference: Any) -> bool:
        if isinstance(reference, Page):
            return reference.live or user_can_edit_page(user, reference)
        return user_can_choose_media(user, reference)


def references(value: Any) -> Iterator[Any]:
    """Every image, document and page a value of a form refers to, however deep in blocks."""
    if isinstance(value, CustomImage | CustomDocument | Page):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from references(child.value)
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from references(child)
    elif isinstance(value, ListValue):
        for child in value:
            yield from references(child)
