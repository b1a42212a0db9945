"""What Wagtail's comparison says of numbers, dates, answers and formatted texts."""

import datetime
from typing import Any

import pytest
from django.db import models
from wagtail.admin.compare import comparison_class_registry

from initiatives.models import InitiativePage
from portal.blocks.text import RichTextBlock
from portal.comparisons import TextBlockComparison, TextComparison, ValueComparison, in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (12_000, "12\u00a0000"),
        (True, "oui"),
        (False, "non"),
        (datetime.date(2008, 11, 24), "24 novembre 2008"),
        (datetime.datetime(2008, 11, 24, 8, 30, tzinfo=datetime.UTC), "24 novembre 2008 à 9\xa0h\xa030"),
    ],
)
def test_values_are_written_as_a_reader_would(value: Any, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        (None, 800, '<span class="addition">800</span>'),
        (800, None, '<span class="deletion">800</span>'),
        (800, 900, '<span class="deletion">800</span> <span class="addition">900</span>'),
        (800, 800, "800"),
    ],
)
def test_a_number_that_was_not_there_is_only_added(before: Any, after: Any, html: str) -> None:
    field = InitiativePage._meta.get_field("cost_yearly")
    comparison = ValueComparison(field, InitiativePage(cost_yearly=before), InitiativePage(cost_yearly=after))
    assert comparison.htmldiff() == html


def test_paragraphs_and_items_stand_on_their_own_line() -> None:
    field = InitiativePage._meta.get_field("results")
    pages = InitiativePage(results="<ul><li>Un</li></ul>"), InitiativePage(results="<ul><li>Un</li><li>Deux</li></ul>")
    assert TextComparison(field, *pages).htmldiff() == 'Un<span class="addition">\nDeux</span>'
    block = RichTextBlock()
    value = block.to_python("<p>Un &amp; un</p><p>Deux</p>")
    assert block.get_comparison_class() is TextBlockComparison
    assert TextBlockComparison(block, True, True, value, value).htmlvalue(value) == "Un &amp; un\nDeux"


@pytest.mark.parametrize("field", ["cost_yearly", "started_on"])
def test_the_editor_uses_them(field: str) -> None:
    assert comparison_class_registry.get(InitiativePage._meta.get_field(field)) is ValueComparison
    assert comparison_class_registry.get(models.CharField()) is not ValueComparison
