"""The association's screens for themes. The list and the form speak of the French row, which stands for all."""

from collections import defaultdict
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView

from initiatives.models import Theme
from initiatives.themes.forms import SOURCE, MergeForm
from initiatives.themes.looks import color_label
from initiatives.themes.merging import merge, sheets_of
from portal.breadcrumbs import BelowListMixin
from portal.enums import ThemeColor
from portal.templatetags.portal_tags import icon

LIST = "wagtailsnippets_initiatives_theme:list"
MERGE = "wagtailsnippets_initiatives_theme:merge"


class AllLanguagesMixin:
    """Without Wagtail's switch of languages: a screen holds them all."""

    i18n_enabled = False


class ThemeFilterSet(WagtailFilterSet):
    retired = django_filters.BooleanFilter(label=gettext_lazy("Abandonné"))
    color = django_filters.ChoiceFilter(label=gettext_lazy("Couleur"), choices=ThemeColor.choices)

    class Meta:
        model = Theme
        fields = ("retired", "color")


class ThemeIndexView(AllLanguagesMixin, IndexView):
    default_ordering = "order"
    add_item_label = gettext_lazy("Ajouter un thème")
    filterset_class = ThemeFilterSet

    @cached_property
    def columns(self) -> list[Column]:
        return [
            NumberColumn("order", label=_("Ordre"), sort_key="order", width="6%"),
            Column("icon", label=_("Icône"), accessor=drawn_icon, width="6%"),
            TitleColumn("name", label=_("Nom"), sort_key="name", get_url=self.get_edit_url),
            Column("color", label=_("Couleur"), accessor=lambda theme: color_label(ThemeColor(theme.color))),
            NumberColumn("initiative_count", label=_("Fiches publiées")),
            Column("languages", label=_("Langues"), accessor=self.languages),
            # A year, not a quantity: no space between its figures.
            Column("edition", label=_("Depuis"), accessor=lambda theme: str(theme.edition), sort_key="edition"),
            Column("state", label=_("État"), accessor=state, sort_key="retired"),
        ]

    def get_base_queryset(self) -> QuerySet[Theme]:
        themes: QuerySet[Theme] = Theme.objects.in_language(SOURCE).with_initiative_count()
        return themes.select_related("merged_into")

    @cached_property
    def languages_by_theme(self) -> dict[Any, list[str]]:
        found: dict[Any, list[str]] = defaultdict(list)
        rows = Theme.objects.order_by("locale__pk").values_list("translation_key", "locale__language_code")
        for key, code in rows:
            found[key].append(code)
        return found

    def languages(self, theme: Theme) -> str:
        return ", ".join(self.languages_by_theme[theme.translation_key])

    def get_list_more_buttons(self, instance: Theme) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *merge_buttons(instance)]


class ThemeCreateView(AllLanguagesMixin, CreateView):
    pass


class ThemeEditView(AllLanguagesMixin, EditView):
    def get_object(self, queryset: QuerySet[Theme] | None = None) -> Theme:
        """The French row, whichever one the address names."""
        theme: Theme = super().get_object(queryset)
        return get_object_or_404(Theme.objects.in_language(SOURCE), translation_key=theme.translation_key)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *merge_buttons(self.object)]


class MergeThemeView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """Chooses the other theme, says what will move, and moves it when asked by a POST."""

    model = Theme
    list_url_name = LIST
    list_title = gettext_lazy("Thèmes")
    permission_required = "change"
    page_title = gettext_lazy("Fusionner un thème")
    header_icon = "tag"
    template_name = "initiatives/admin/merge_theme.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        themes = Theme.objects.in_language(SOURCE).filter(merged_into=None)
        self.theme: Theme = get_object_or_404(themes, pk=kwargs["pk"])
        sent = request.POST if request.method == "POST" else request.GET
        self.form = MergeForm(self.theme, sent if "into" in sent else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        new = self.form.cleaned_data["into"]
        moved = merge(self.theme, new, request.user)
        text = ngettext(
            "%(count)s fiche a rejoint « %(theme)s ».", "%(count)s fiches ont rejoint « %(theme)s ».", moved.total
        )
        messages.success(request, text % {"count": moved.total, "theme": new.name})
        return redirect(LIST)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.form.cleaned_data["into"] if self.form.is_valid() else None
        moved = sheets_of(self.theme) if chosen else None
        found = {"theme": self.theme, "form": self.form, "chosen": chosen, "moved": moved}
        return {**super().get_context_data(**kwargs), **found}

    def get_page_subtitle(self) -> str:
        return str(self.theme)


def merge_buttons(theme: Theme) -> list[Button]:
    """The way to a merge, for a theme that was not merged yet."""
    if theme.merged_into_id:
        return []
    return [Button(_("Fusionner dans un autre thème"), reverse(MERGE, args=[theme.pk]), icon_name="tag", priority=40)]


def state(theme: Theme) -> str:
    """What became of a theme, in words."""
    if theme.merged_into:
        return _("Fusionné dans « %(theme)s »") % {"theme": theme.merged_into}
    return _("Abandonné") if theme.retired else _("Proposé")


def drawn_icon(theme: Theme) -> SafeString:
    """The icon of a theme in its colour."""
    return format_html('<span class="theme-icon t-{}" title="{}">{}</span>', theme.color, theme.icon, icon(theme.icon))
