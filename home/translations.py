"""Which pages of the association are still to be translated: the panel of the dashboard and the report."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import django_filters
from django.conf import settings
from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.models import Page

from collectivities.models import CollectivityPage
from home.enums import TranslationState
from initiatives.models import InitiativePage
from portal.dashboard import SHOWN, WaitingPanel
from portal.reports import PageTypeFilterSet, PortalReportView, ReportViewSet, page_type

_language_name = lazy(lambda code: get_language_info(code)["name_translated"].capitalize(), str)
OTHER_LANGUAGES = {code: _language_name(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}
ALL_TRANSLATED = _("Toutes les pages de l’association sont traduites.")


def untranslated_pages() -> QuerySet[Page]:
    """Public pages of the association, in French, that one other language lacks: ``state_en``, ``state_br``.

    What communes write is theirs to translate. An alias shows French words, and a draft shows nothing: neither counts.
    """
    pages = Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, depth__gt=1, alias_of=None)
    pages = pages.not_type(CollectivityPage, InitiativePage)
    missing = Q()
    for code in OTHER_LANGUAGES:
        pages = pages.annotate(**{f"state_{code}": _state(code)})
        missing |= ~Q(**{f"state_{code}": TranslationState.DONE})
    return pages.filter(missing).select_related("content_type").order_by("path")


def _state(code: str) -> Case:
    there = Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=code, alias_of=None
    ).order_by()
    return Case(
        When(Exists(there.filter(live=True)), then=Value(TranslationState.DONE)),
        When(Exists(there), then=Value(TranslationState.DRAFT)),
        default=Value(TranslationState.MISSING),
        output_field=CharField(),
    )


def state_label(code: str, page: Page) -> str | Promise:
    """Whether a page is there in a language, in words."""
    return TranslationState(getattr(page, f"state_{code}")).label


def columns() -> list[BaseColumn]:
    """Those of the panel and of the report: a column for each language but French."""
    return [
        TitleColumn("title", label=_("Page"), url_name="wagtailadmin_pages:edit"),
        Column("type", label=_("Type"), accessor=page_type),
        *(Column(code, label=name, accessor=partial(state_label, code)) for code, name in OTHER_LANGUAGES.items()),
    ]


class UntranslatedPanel(WaitingPanel):
    name = "untranslated"
    heading = _("À traduire")
    help_text = _("Ouvrez une page, puis « Traduire cette page » dans le menu à côté de son titre.")
    nothing = ALL_TRANSLATED
    order = 30

    @property
    def total(self) -> int:
        return untranslated_pages().count()

    @property
    def rows(self) -> Sequence[Page]:
        return list(untranslated_pages()[:SHOWN])

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    @property
    def all_url(self) -> str:
        return reverse("untranslated:index")


class UntranslatedFilterSet(PageTypeFilterSet):
    missing = django_filters.ChoiceFilter(
        label=_("Pas encore en"), choices=list(OTHER_LANGUAGES.items()), method="filter_missing"
    )

    def filter_missing(self, pages: QuerySet[Page], name: str, code: str) -> QuerySet[Page]:
        return pages.exclude(**{f"state_{code}": TranslationState.DONE})


class UntranslatedView(PortalReportView):
    filterset_class = UntranslatedFilterSet
    no_results_message = ALL_TRANSLATED
    list_export = ("title", "page_type", *(f"label_{code}" for code in OTHER_LANGUAGES), "address")
    export_headings = {
        "title": _("Page"),
        "page_type": _("Type"),
        **{f"label_{code}": name for code, name in OTHER_LANGUAGES.items()},
        "address": _("Adresse"),
    }

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    def get_base_queryset(self) -> QuerySet[Page]:
        return untranslated_pages()

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        item.page_type = page_type(item)
        for code in OTHER_LANGUAGES:
            setattr(item, f"label_{code}", str(state_label(code, item)))
        return super().to_row_dict(item)


class UntranslatedReport(ReportViewSet):
    name = "untranslated"
    url_prefix = "reports/a-traduire"
    icon = "globe"
    menu_label = _("Pages à traduire")
    menu_order = 120
    view_class = UntranslatedView
