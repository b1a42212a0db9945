"""Choosing one collectivité among all of France: by name, whatever accents and article, by code or postal code."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from collectivities.models import Collectivity
from collectivities.names import sort_key


class CollectivityFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Nom, code INSEE ou code postal"),
        widget=forms.TextInput(attrs={"placeholder": _("Par exemple Hennebont ou 56700")}),
        required=False,
    )

    def filter(self, objects: QuerySet[Collectivity]) -> QuerySet[Collectivity]:
        words = self.cleaned_data.get("q", "").strip()
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        if words.isdecimal():
            return objects.filter(Q(code=words) | Q(postal_codes__contains=words))
        key = sort_key(words)
        return objects.filter(Q(sort_name__startswith=key) | Q(code__iexact=words)) if key else objects.none()


class CollectivityColumns:
    """A name alone says little: 3,675 communes share one."""

    filter_form_class = CollectivityFilterForm

    @property
    def columns(self) -> list[Any]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("kind", label=_("Genre"), accessor="get_kind_display"),
            Column("departement", label=_("Département"), accessor="departement.name"),
            Column("code", label=_("Code"), accessor="code"),
        ]

    def get_object_list(self) -> QuerySet[Collectivity]:
        collectivities: QuerySet[Collectivity] = Collectivity.objects.select_related("departement")
        return collectivities


class CollectivityChooseView(CollectivityColumns, ChooseView):
    pass


class CollectivityChooseResultsView(CollectivityColumns, ChooseResultsView):
    pass


class CollectivityChooserViewSet(ChooserViewSet):
    model = Collectivity
    icon = "site"
    choose_one_text = _("Choisir une collectivité")
    choose_another_text = _("En choisir une autre")
    choose_view_class = CollectivityChooseView
    choose_results_view_class = CollectivityChooseResultsView


collectivity_chooser = CollectivityChooserViewSet("collectivity_chooser", url_prefix="collectivites/choisir")
