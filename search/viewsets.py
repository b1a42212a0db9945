"""« Synonymes » in the admin's settings, beside the promoted results, for the association and the technical team."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from search.forms import SynonymsForm
from search.french import fold
from search.models import Synonyms


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
