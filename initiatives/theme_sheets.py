"""The public sheets of a theme, as its pages show them."""

from typing import Any

from initiatives.cards import Card
from initiatives.models import InitiativePage, Theme
from portal.page_cache import remember

MOST_INSPIRING = 3


def sheets_of_theme(theme: Theme) -> Any:
    """The public sheets of a theme in its language, or in French where that language has none."""
    translated = InitiativePage.objects.live_public(theme.locale.language_code).about(theme)
    if theme.locale.language_code == "fr" or translated.exists():
        return translated
    french = Theme.objects.in_language("fr").filter(translation_key=theme.translation_key)
    return InitiativePage.objects.live_public("fr").filter(themes__in=french)


def inspiring(theme: Theme) -> list[Card]:
    """The few whose idea was taken up by the most communes."""
    return remember(
        f"inspiring:{theme.pk}", lambda: list(sheets_of_theme(theme).most_inspiring().cards()[:MOST_INSPIRING])
    )
