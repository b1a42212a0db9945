"""« Synonymes » in the admin settings and « Comprendre la recherche » in its reports, for those who write synonyms."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from search.explain_view import ExplainView
from search.forms import SynonymsForm
from search.french import fold
from search.models import Synonyms


class ExplainViewSet(ViewSet):
    name = "search_explain"
    url_prefix = "reports/recherche"
    icon = "search"
    menu_label = _("Comprendre la recherche")
    menu_order = 115
    menu_hook = "register_reports_menu_item"

    @cached_property
    def menu_url(self) -> str:
        return reverse("search_explain:index")

    def get_urlpatterns(self) -> list[Any]:
        return [path("", ExplainView.as_view(), name="index")]


class SynonymsIndexView(IndexView):
    add_item_label = _("Ajouter des synonymes")

    def search_queryset(self, queryset: QuerySet[Synonyms]) -> QuerySet[Synonyms]:
        """By any part of an expression, whatever its accents and case: no database compares so by itself."""
        if not self.is_searching:
            return queryset
        wanted = fold(self.search_query)
        return queryset.filter(pk__in=[row.pk for row in queryset if wanted in fold(row.expressions)])


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "openquote"
    menu_label = _("Synonymes")
    # After the promoted results.
    menu_order = 910
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_export = ()
    list_per_page = 50
    search_fields = ("expressions",)
    search_backend_name = None
    index_view_class = SynonymsIndexView
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_(
                    "Qui cherche l’une de ces expressions trouve aussi les autres. Un changement vaut aussitôt "
                    "enregistré, pour toutes les recherches du site."
                )
            ),
            FieldPanel("expressions"),
        ],
        base_form_class=SynonymsForm,
    )
