"""« Comprendre la recherche »: the editor searches as a reader does, and sees why each hit is there."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search.explaining import Explanation, explain
from search.facade import Hit, SearchPage, search
from search.forms import ExplainForm
from search.missed import this_month
from search.models import MissedSearch
from search.promotions import promotions
from search.ranking import FRESH
from search.synonyms import as_written

SHOWN = 10
MISSED = 50
FIELDS = {
    "title": _("titre"),
    "summary": _("résumé"),
    "context": _("contexte"),
    "body": _("texte"),
    "files": _("fichiers joints"),
}
WAYS = {"typed": _("tel quel"), "stem": _("autre forme"), "synonym": _("synonyme")}


@dataclass(frozen=True, slots=True)
class Held:
    """A word of the query, what the hit holds of it, how, and in which fields."""

    word: str
    found: str
    how: Any
    fields: list[Any]


@dataclass(frozen=True, slots=True)
class Looked:
    """A word that is looked for, whether anything holds it, and the expressions that mean the same."""

    word: str
    is_known: bool
    synonyms: list[str]


@dataclass(frozen=True, slots=True)
class Explained:
    hit: Hit
    explanation: Explanation

    @property
    def held(self) -> list[Held]:
        return [
            Held(match.word, match.found, WAYS[match.how], [FIELDS[name] for name in match.fields])
            for match in self.explanation.matches
        ]


class ExplainView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Comprendre la recherche")
    header_icon = "search"
    template_name = "search/admin/explain.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("search.change_synonyms"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ExplainForm(self.request.GET or None)
        answer = self._answer(form) if form.is_valid() else {}
        missed = MissedSearch.objects.filter(month=this_month()).order_by("-times", "words")[:MISSED]
        return super().get_context_data(form=form, missed=missed, month=this_month(), **answer, **kwargs)

    def _answer(self, form: ExplainForm) -> dict[str, Any]:
        asked = form.request(SHOWN)
        found = search(asked)
        return {
            "found": found,
            "looked": _looked(found),
            "explained": _explained(found),
            "promotions": promotions(asked),
            "fresh": FRESH,
        }


def _looked(found: SearchPage) -> list[Looked]:
    written = as_written()
    return [
        Looked(group.word, bool(group.rarity), [written.get(phrase, " ".join(phrase)) for phrase in group.synonyms])
        for group in found.query.groups
    ]


def _explained(found: SearchPage) -> list[Explained]:
    explanations = explain(found)
    return [Explained(hit, explanations[hit.key]) for hit in found.hits if hit.key in explanations]
