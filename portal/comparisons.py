"""How two versions of a field are told apart: values as a reader writes them, and no change that nobody could see.

The editor names the parts of a text when it saves it, and sends what was chosen in any order. Wagtail's own comparisons
take both for changes, and who moderates would look for what is nowhere.
"""

import datetime
import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    BlockComparison,
    FieldComparison,
    M2MFieldComparison,
    RichTextFieldComparison,
    StreamFieldComparison,
    TextDiff,
    diff_text,
)
from wagtail.utils.text import text_from_html

END_OF_LINE = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br ?/?>")
NAMES = re.compile(r' data-block-key=\\"[^"\\]*\\"|, "id": (?:null|"[^"]*")')
"""What the editor calls the parts of a text, in JSON."""


class ValueComparison(FieldComparison):
    """A number, a date, a yes or no: written as a reader would, and nothing where there is nothing."""

    def htmldiff(self) -> str:
        before, after = in_words(self.val_a), in_words(self.val_b)
        if before == after:
            return str(escape(after))
        changes = [change for change in (("deletion", before), ("addition", after)) if change[1]]
        return str(TextDiff(changes, separator=" ").to_html())


def in_words(value: Any) -> str:
    """A value of a field as a reader would write it; nothing where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return str(localize(timezone.localtime(value) if isinstance(value, datetime.datetime) else value))


class WrittenComparison(FieldComparison):
    """What the editor writes: two are the same when they are written alike, whatever it calls their parts."""

    def has_changed(self) -> bool:
        return self._written(self.val_a) != self._written(self.val_b)

    def _written(self, value: Any) -> str:
        return NAMES.sub("", json.dumps(self.field.get_prep_value(value), cls=DjangoJSONEncoder))


class TextComparison(WrittenComparison, RichTextFieldComparison):
    """A formatted text, a line for each paragraph and item: Wagtail runs them together."""

    def htmldiff(self) -> str:
        return str(diff_text(lines(self.val_a), lines(self.val_b)).to_html())


class BlocksComparison(WrittenComparison, StreamFieldComparison):
    """The blocks of a page."""


class ChoicesComparison(M2MFieldComparison):
    """Themes, keywords: what was chosen has no order."""

    def get_items(self) -> tuple[list[Any], list[Any]]:
        one, other = super().get_items()
        return sorted(one, key=str), sorted(other, key=str)


class TextBlockComparison(BlockComparison):
    """The same, for a formatted text among the blocks of a page."""

    def htmlvalue(self, val: Any) -> str:
        return str(escape(lines(self.block.render_basic(val))))

    def htmldiff(self) -> str:
        return str(diff_text(*(lines(self.block.render_basic(val)) for val in (self.val_a, self.val_b))).to_html())


def lines(html: str) -> str:
    """The text of a formatted one, a line for each paragraph and item."""
    return str(text_from_html(END_OF_LINE.sub(r"\g<0>\n", html or ""))).strip()
