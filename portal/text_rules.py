"""What a text may hold: characters that can be seen, and no mark-up where none is read.

A control character is refused by some databases and feeds, a character that turns the direction of writing makes a
title read otherwise than it is stored. Both come with a copied text, and neither is seen: the message says where it is.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.forms.tags import TagField
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField

# Tabs and ends of lines are text; NUL has a message of its own in every form of Django.
INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LINK = re.compile(r"\w*://|www\.|@", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
INVISIBLE_AFTER = _(
    "Ce texte contient un caractère invisible (%(code)s) après « %(before)s » : effacez-le et retapez le passage."
)
INVISIBLE_FIRST = _("Ce texte commence par un caractère invisible (%(code)s) : effacez-le et retapez le début.")
SHOWN = 25
"""How much of the text a message quotes."""


def visible(text: str) -> None:
    """Raise ValidationError, saying after which words, when a character is not seen or turns the text round."""
    if found := INVISIBLE.search(text):
        before = text[: found.start()].rpartition("\n")[2][-SHOWN:].strip()
        values = {"code": f"U+{ord(found[0]):04X}", "before": before}
        raise ValidationError(INVISIBLE_AFTER if before else INVISIBLE_FIRST, code="invisible", params=values)


def plain(text: str) -> None:
    """The same for a text without mark-up: tags would be shown as they are, to readers who expect none."""
    visible(text)
    if found := TAG.search(text):
        message = _("Ce champ prend du texte seul : retirez « %(tag)s ».")
        raise ValidationError(message, code="tags", params={"tag": found[0][:SHOWN]})


def no_address(text: str) -> None:
    """For a name that goes into a mail: a form of ours must carry no link of somebody else's."""
    if found := LINK.search(text):
        raise ValidationError(_("Ce champ prend un nom : retirez « %(link)s »."), params={"link": found[0]})


def rich(html: str) -> None:
    """The same for a formatted text, where an invisible character may be written as an entity."""
    visible(unescape(html))


def apply_to_admin_forms() -> None:
    """Every form of the admin that Wagtail makes from a model asks for it, those of inline rows too."""
    rules: dict[type[models.Field], Callable[[str], None]] = {models.CharField: plain, RichTextField: rich}
    for field, rule in rules.items():
        register_form_field_override(field, override={"validators": [rule]})
    # Where Wagtail has an override of its own, ours takes its place.
    own = {"widget": AdminAutoHeightTextInput, "validators": [plain]}
    register_form_field_override(models.TextField, override=own, exact_class=True)
    register_form_field_override(TaggableManager, override=_tags)


def _tags(field: TaggableManager) -> dict[str, Any]:
    return {"form_class": TagField, "tag_model": field.related_model, "validators": [plain]}
