"""The editor's forms for members' pages: what a page refers to must be the member's to choose."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model
from django.forms import ModelChoiceField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

from collectivities.models.media import CustomDocument, CustomImage
from collectivities.permissions import user_can_choose_media, user_can_read_title, user_is_only_member

Reference = tuple[type[Model], str]

POSSIBLE_KEY = re.compile(r"^[0-9]{0,18}$", re.ASCII)
NO_KEY = "0"
CHECKED = (CustomImage, CustomDocument, Page)


class OwnReferences:
    """Refuses another commune's file, or a page that is not public, wherever the form newly refers to one.

    Wagtail's choosers only offer what may be chosen, but accept any identifier that is sent. What the page already
    referred to stays: the association may have put it there.
    """

    for_user: Any
    instance: Any
    fields: Any
    data: Any
    is_bound: bool
    add_prefix: Callable[[str], str]
    add_error: Callable[..., None]

    def keep_possible_keys(self) -> None:
        """What is no key of a row, sent by no browser, becomes the key of none: the choosers would fail to show it."""
        if not self.is_bound:
            return
        self.data = self.data.copy()
        for name, field in self.fields.items():
            sent = self.add_prefix(name)
            if isinstance(field, ModelChoiceField) and sent in self.data:
                keys = self.data.getlist(sent)
                self.data.setlist(sent, [key if POSSIBLE_KEY.match(key) else NO_KEY for key in keys])

    def refuse_foreign(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        """The cleaned values, less those that are not the member's to choose; for the form's own ``clean``."""
        if self.for_user and user_is_only_member(self.for_user):
            for name, value in list(cleaned.items()):
                new = self._references(name, value) - self._references(name, getattr(self.instance, name, None))
                if any(not self._may_refer(*reference) for reference in new):
                    message = _("Ce fichier ou cette page appartient à une autre commune : choisissez-en un autre.")
                    self.add_error(name, ValidationError(message))
        return cleaned

    def _references(self, name: str, value: Any) -> set[Reference]:
        try:
            field = self.instance._meta.get_field(name)
        except FieldDoesNotExist:
            return set()
        return set(references(field, value))

    def _may_refer(self, model: type[Model], key: str) -> bool:
        referred = model._default_manager.filter(pk=key).first()
        if referred is None:
            return True
        if isinstance(referred, Page):
            return user_can_read_title(self.for_user, referred)
        return user_can_choose_media(self.for_user, referred)


class MemberPageForm(OwnReferences, WagtailAdminPageForm):
    """The form of a page that members of a commune write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keep_possible_keys()

    def clean(self) -> dict[str, Any]:
        return self.refuse_foreign(super().clean())


class MemberRowForm(OwnReferences, WagtailAdminModelForm):
    """The form of a row below such a page; its formset passes it ``for_user``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keep_possible_keys()

    def clean(self) -> dict[str, Any]:
        return self.refuse_foreign(super().clean())


def references(field: Any, value: Any) -> Iterator[Reference]:
    """Every image, document and page a value of a field refers to, however deep in blocks and rich text."""
    if isinstance(value, CHECKED):
        yield _base(type(value)), str(value.pk)
    elif value and hasattr(field, "extract_references"):
        for model, key, _model_path, _content_path in field.extract_references(value):
            if issubclass(model, CHECKED):
                yield _base(model), str(key)


def _base(model: type[Model]) -> type[Model]:
    return next(base for base in CHECKED if issubclass(model, base))
