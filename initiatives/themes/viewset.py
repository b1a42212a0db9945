"""« Thèmes » in the admin's menu, for the association and the technical team."""

from typing import Any

from django.conf import settings
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from initiatives.models import Theme
from initiatives.themes.forms import OTHER_LANGUAGES, ThemeForm, in_language
from initiatives.themes.views import MergeThemeView, ThemeCreateView, ThemeEditView, ThemeIndexView


def language_tab(code: str, name: str) -> ObjectList:
    """The tab of a language in the form of a theme."""
    help_text = _("Sans nom dans cette langue, le thème y renvoie au français.")
    help_panels = [HelpPanel(content=help_text)] if code in OTHER_LANGUAGES else []
    return ObjectList(
        [*help_panels, *(FieldPanel(in_language(field, code)) for field in Theme.TRANSLATED)], heading=name
    )


class ThemeViewSet(SnippetViewSet):
    model = Theme
    icon = "tag"
    menu_label = _("Thèmes")
    menu_order = 220
    add_to_admin_menu = True
    copy_view_enabled = False
    list_export = ()
    search_fields = ("name", "slug")
    search_backend_name = None
    index_view_class = ThemeIndexView
    add_view_class = ThemeCreateView
    edit_view_class = ThemeEditView
    edit_handler = TabbedInterface(
        [
            *(language_tab(code, name) for code, name in settings.LANGUAGES),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("icon", classname="theme-looks"), FieldPanel("color", classname="theme-looks")],
                        heading=_("Apparence"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("slug"), FieldPanel("order"), FieldPanel("edition")]),
                            FieldPanel("retired"),
                        ],
                        heading=_("Place dans la taxonomie, la même dans toutes les langues"),
                    ),
                ],
                heading=_("Apparence et taxonomie"),
            ),
        ],
        base_form_class=ThemeForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", MergeThemeView.as_view(), name="merge")]
