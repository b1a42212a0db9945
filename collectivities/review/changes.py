"""What a submitted version changes, field by field, told by Wagtail's own comparisons of the panels of the form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

EDIT = re.compile(r'<span class="(addition|deletion)">(.*?)</span>', re.DOTALL)
WHOLE_BLOCK = re.compile(r'<div class="comparison__child-object (addition|deletion)">')
EDITED = re.compile(r'<(?:ins|del) |class="edit ')
ELEMENTS = {"addition": "ins", "deletion": "del"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field of the form and its difference, as safe HTML in which ``ins`` and ``del`` mark what was edited."""

    label: str
    html: SafeString


def changes(request: HttpRequest, published: Page, submitted: Page) -> tuple[list[Change], int]:
    """The fields that differ, in the order of the form, and how many others stay as they are."""
    compared = [comparison(published, submitted) for comparison in _comparisons(request, submitted)]
    changed = [comparison for comparison in compared if comparison.has_changed()]
    return [_change(comparison) for comparison in changed], len(compared) - len(changed)


def whole_text(request: HttpRequest, submitted: Page) -> list[Change]:
    """Every field that says something, for a page nobody has read before."""
    compared = (comparison(submitted, submitted) for comparison in _comparisons(request, submitted))
    return [_change(comparison) for comparison in compared if _says_something(comparison)]


def _comparisons(request: HttpRequest, page: Page) -> list[Any]:
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    return list(panel.get_comparison())


def _says_something(comparison: Any) -> bool:
    value = comparison.val_b
    return bool(value.exists()) if comparison.is_child_relation else bool(value) or (value == 0 and value is not False)


def _change(comparison: Any) -> Change:
    html = with_edits("".join(_rows(comparison)) if comparison.is_child_relation else comparison.htmldiff())
    if comparison.has_changed() and not EDITED.search(html):
        note = _("Les mots sont les mêmes : la mise en forme, un lien ou une image changent.")
        html = format_html('<p class="edit">{}</p>{}', note, html)
    return Change(str(comparison.field_label()), html)


def _rows(comparison: Any) -> Iterator[str]:
    """The rows of a relation, such as opening hours, each with its fields."""
    for row in comparison.get_child_comparisons():
        state = " addition" if row.is_addition() else " deletion" if row.is_deletion() else ""
        yield format_html('<div class="comparison__child-object{}"><dl>', state)
        for field in row.get_field_comparisons():
            yield format_html("<dt>{}</dt><dd>{}</dd>", field.field_label(), mark_safe(field.htmldiff()))
        yield "</dl></div>"


def with_edits(html: str) -> SafeString:
    """The difference with elements that say what they are: Wagtail's spans only differ by colour.

    Wagtail escapes what stands in them, and never puts one into another.
    """
    marked = EDIT.sub(lambda m: f'<{ELEMENTS[m[1]]} class="{m[1]}">{m[2]}</{ELEMENTS[m[1]]}>', str(html))
    words = {"addition": _("Ajouté"), "deletion": _("Supprimé")}
    return mark_safe(WHOLE_BLOCK.sub(lambda m: f'{m[0]}<p class="edit edit--{m[1]}">{words[m[1]]}</p>', marked))
