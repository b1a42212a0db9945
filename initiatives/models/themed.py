"""Pages with themes, whatever their type."""

from collections.abc import Callable
from typing import Any

from initiatives.models.theme import Theme


class ThemedPage:
    """For a page type with a relation ``themes``: they are those of the language the page is written in.

    A translation begins with the themes of the page it was copied from; saving it gives it those of its own language.
    """

    themes: Any
    locale: Any
    locale_id: int | None
    get_default_locale: Callable[[], Any]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.locale_id is None:
            # As Wagtail does a little later: without a language, none of the themes would be of its own.
            self.locale = self.get_default_locale()
        self.set_themes_of_its_language()
        super().save(*args, **kwargs)  # type: ignore[misc]  # A mixin: the page comes after it

    def set_themes_of_its_language(self) -> None:
        themes = list(self.themes.all())
        others = [theme.translation_key for theme in themes if theme.locale_id != self.locale_id]
        if others:
            own = Theme.objects.filter(locale_id=self.locale_id, translation_key__in=others)
            self.themes = [*(theme for theme in themes if theme.locale_id == self.locale_id), *own]
