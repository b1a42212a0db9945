"""The page of one dossier: what was deposited, the list to go through, what may be decided."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from collectivities.review.changes import Change, changes, whole_text
from initiatives.models import InitiativePage
from labels.admissibility.checking import ChangedError, Line, check, checklist, seen_of, why_not_examine
from labels.admissibility.deciding import possible
from labels.admissibility.forms import ChecklistForm
from labels.admissibility.reading import gone, key_of, questions_of, read
from labels.admissibility.screen import around, events
from labels.eligibility import conditions
from labels.frozen import frozen_sheet
from labels.models import Deposit, Dossier
from labels.permissions import actors, can_follow
from labels.transitions import NotPossibleError
from portal.breadcrumbs import BelowListMixin
from portal.models import User


class OfADossierMixin(PermissionCheckedMixin, BelowListMixin):
    """One dossier that was deposited; a draft is not there, even for the association."""

    model = Dossier
    list_url_name = "dossiers:index"
    list_title = gettext_lazy("Dossiers")
    permission_required = "change"
    page_title = gettext_lazy("Dossier")
    header_icon = "folder-open-inverse"
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Dossier.objects.with_first_time().select_related(
            "campaign", "questionnaire__campaign", "collectivity__departement", "collectivity__region"
        )
        self.dossier = get_object_or_404(rows, pk=kwargs["pk"])
        self.actors = actors(request.user, self.dossier)
        if not can_follow(self.actors, self.dossier):
            raise Http404

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def lines(self) -> list[Line]:
        return checklist(self.dossier)

    def get_page_subtitle(self) -> str:
        return str(self.dossier.collectivity.full_name)


class DossierView(OfADossierMixin, TemplateView):
    template_name = "labels/admissibility/dossier.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ChecklistForm(self.lines, request.POST)
        if not form.is_valid():
            return self._again(form)
        try:
            count = check(self.dossier.pk, form.found, form.cleaned_data["seen"], self.user)
        except ChangedError:
            form.add_error(
                None, _("Quelqu’un a vérifié ce dossier entre-temps : relisez ce qui est noté, puis envoyez.")
            )
            return self._again(form)
        except NotPossibleError as error:
            form.add_error(None, str(error))
            return self._again(form)
        messages.success(request, _said(count))
        return redirect("dossiers:edit", self.dossier.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dossier = self.dossier
        kwargs.setdefault("form", ChecklistForm(self.lines))
        deposits = list(dossier.deposits.all())
        last, earlier = (*deposits, None, None)[:2]
        return {
            **super().get_context_data(**kwargs),
            "dossier": dossier,
            "campaign": dossier.campaign,
            "state": dossier.state_for_all,
            "around": around(dossier),
            "deposits": deposits,
            "last": last,
            "earlier": earlier,
            "sections": read(last, earlier, {}) if last else [],
            "gone": gone(last, earlier) if last else [],
            "lines": self.lines,
            "why_not_examine": why_not_examine(self.actors, dossier),
            "possible": possible(self.actors, dossier, self.lines),
            "events": events(dossier),
        }

    def _again(self, form: ChecklistForm, error: str = "") -> HttpResponse:
        """What was ticked and written stays; who sends it again has seen what the others noted."""
        if error:
            form.add_error(None, error)
        form.data = {**self.request.POST.dict(), "seen": seen_of(self.lines)}
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ConditionsView(OfADossierMixin, TemplateView):
    """Whether what the campaign asks before a deposit holds today: sheets may have gone since."""

    template_name = "labels/admissibility/conditions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "dossier": self.dossier,
            "conditions": conditions(self.dossier),
        }


class SheetView(OfADossierMixin, TemplateView):
    """An initiative as it was deposited, and what changed in it since the deposit before."""

    template_name = "labels/admissibility/sheet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        deposit = get_object_or_404(self.dossier.deposits, pk=self.kwargs["deposit"])
        proof = _proof(deposit, self.kwargs["key"])
        if proof is None:
            raise Http404
        earlier = self.dossier.deposits.filter(pk__lt=deposit.pk).first()
        before = _proof(earlier, self.kwargs["key"]) if earlier else None
        sheet = frozen_sheet(proof["type"], proof["content"])
        is_comparable = before is not None and before["type"] == proof["type"]
        compared = self._changes(before, sheet) if before and is_comparable else []
        return {
            **super().get_context_data(**kwargs),
            "dossier": self.dossier,
            "deposit": deposit,
            "sheet": sheet,
            "fields": whole_text(self.request, sheet),
            "changes": compared,
        }

    def _changes(self, before: dict[str, Any], sheet: InitiativePage) -> list[Change]:
        found, _unchanged = changes(self.request, frozen_sheet(before["type"], before["content"]), sheet)
        return found


def _proof(deposit: Deposit, key: int) -> dict[str, Any] | None:
    proofs = (proof for _key, question in questions_of(deposit.content) for proof in question["evidence"])
    return next((proof for proof in proofs if key_of(proof) == key), None)


def _said(count: int) -> str:
    if not count:
        return _("Rien n’a changé dans la liste.")
    said = ngettext("Un point de la liste est enregistré.", "%(count)s points de la liste sont enregistrés.", count)
    return said % {"count": count}
