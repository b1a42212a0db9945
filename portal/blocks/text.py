"""The text blocks the others are made of: Wagtail's, with the portal's rules for a text."""

from typing import Any

from wagtail import blocks

from portal import text_rules

LONGEST_TEXT = 10_000
"""Characters of one formatted text, which may be followed by others: some four pages."""


class CharBlock(blocks.CharBlock):
    def __init__(self, *args: Any, validators: tuple[Any, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, validators=(*validators, text_rules.plain), **kwargs)


class TextBlock(blocks.TextBlock):
    def __init__(self, *args: Any, validators: tuple[Any, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, validators=(*validators, text_rules.plain), **kwargs)


class RichTextBlock(blocks.RichTextBlock):
    """A formatted text. Two versions of it are compared line by line."""

    def __init__(self, *args: Any, validators: tuple[Any, ...] = (), **kwargs: Any) -> None:
        options = {"max_length": LONGEST_TEXT, **kwargs}
        super().__init__(*args, validators=(*validators, text_rules.rich), **options)

    def get_comparison_class(self) -> type[Any]:
        from portal.comparisons import TextBlockComparison  # Wagtail's comparisons need the models

        return TextBlockComparison
