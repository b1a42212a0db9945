"""Deciding on one dossier, in two steps: the reason, then the mail as it will be sent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from collectivities.models import Membership
from labels.admissibility.checking import ChangedError
from labels.admissibility.deciding import DECISIONS, decide, seen_of, why_not_decide
from labels.admissibility.forms import DecisionForm, proposed
from labels.admissibility.views import OfADossierMixin
from labels.mails import MOVED, moved_context
from labels.transitions import NotPossibleError
from portal.mail import written

BY_NAME = {transition.name: transition for transition in DECISIONS}
SEND, CHANGE = "envoyer", "modifier"


class DecideView(OfADossierMixin, TemplateView):
    template_name = "labels/admissibility/decide.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["decision"] not in BY_NAME:
            raise Http404
        self.transition = BY_NAME[kwargs["decision"]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What cannot be decided is said on the page of the dossier."""
        refused = why_not_decide(self.transition, self.actors, self.dossier, self.lines)
        if refused:
            messages.warning(request, refused)
            return redirect("dossiers:edit", self.dossier.pk)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DecisionForm(self.transition, self.dossier.campaign, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        step = request.POST.get("step")
        if step == SEND:
            return self._send(form)
        # The chosen reasons are part of the message from here on.
        kept = DecisionForm(self.transition, self.dossier.campaign, initial=form.as_message())
        preview = None if step == CHANGE else self._preview(form)
        return self.render_to_response(self.get_context_data(form=kept, preview=preview))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            initial = {**proposed(self.transition, self.lines), "seen": seen_of(self.dossier)}
            kwargs["form"] = DecisionForm(self.transition, self.dossier.campaign, initial=initial)
        team = Membership.objects.active().filter(collectivity=self.dossier.collectivity_id).count()
        return {
            "preview": None,
            **super().get_context_data(**kwargs),
            "dossier": self.dossier,
            "transition": self.transition,
            "team": team,
            "send": SEND,
            "change": CHANGE,
        }

    def get_page_title(self) -> str:
        return str(self.transition.label)

    def _preview(self, form: DecisionForm) -> dict[str, str]:
        context = moved_context(self.dossier, self.transition, form.reason, form.until)
        subject, text, _html = written(MOVED, context, "fr")
        return {"subject": subject, "text": text}

    def _send(self, form: DecisionForm) -> HttpResponse:
        try:
            decide(self.dossier.pk, self.transition, self.user, form.cleaned_data["seen"], form.reason, form.until)
        except ChangedError:
            messages.warning(
                self.request, _("Ce dossier a changé depuis que vous l’avez ouvert : rien n’a été fait, relisez-le.")
            )
        except NotPossibleError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, self._done())
        return redirect("dossiers:edit", self.dossier.pk)

    def _done(self) -> str:
        team = Membership.objects.active().filter(collectivity=self.dossier.collectivity_id).count()
        if not team:
            return f"{self.transition.said} " + _("Personne n’est dans l’équipe de la collectivité : prévenez-la.")
        told = ngettext("Une personne en est prévenue.", "%(count)s personnes en sont prévenues.", team)
        return f"{self.transition.said} {told % {'count': team}}"
