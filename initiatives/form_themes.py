"""The choice of themes in the forms of pages."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm


class OwnThemes:
    """For the form of a page: offers the themes in force, in the language of the page, and those it already has."""

    fields: dict[str, Any]
    instance: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "themes" in self.fields:
            themes = self.fields["themes"].queryset
            self.fields["themes"].queryset = themes.choosable(self.instance.locale_id, self._chosen_themes())

    def _chosen_themes(self) -> list[int]:
        return [theme.pk for theme in self.instance.themes.all()] if self.instance.pk else []


class ThemedPageForm(OwnThemes, WagtailAdminPageForm):
    """The form of a page of the association with themes."""
