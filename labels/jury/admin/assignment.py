"""Who reads what: the whole preview, one dossier by hand, the déports."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from labels.enums import RunState
from labels.jury import adjusting
from labels.jury.admin.base import JuryPageView, own_collectivities
from labels.jury.admin.forms import ReaderForm, RecuseForm, RulesForm
from labels.jury.conflicts import conflict
from labels.jury.distribution import READ_BY_JURY
from labels.jury.enums import AssignmentState, RecusedBy, RunKind
from labels.jury.explaining import done, overview
from labels.jury.recusing import NotReadingError, SettledError, follow_rules, keep_from, recuse
from labels.jury.tasks import start
from labels.models import Assignment, AssignmentRun, Dossier, Juror, JuryRules
from labels.permissions import actors, can_examine
from labels.runs import WorkingError
from labels.timing import why_not_reading

SECONDS_BETWEEN = "3"
"""After how long a page that waits for a run asks again."""


class AssignmentView(JuryPageView):
    page_title = gettext_lazy("Attribution")
    template_name = "labels/jury/admin/assignment.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)
        run = self.last_run
        if run and run.state == RunState.WORKING:
            response["Refresh"] = SECONDS_BETWEEN
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = request.POST.get("geste")
        refused = why_not_reading(self.campaign, timezone.now())
        if kind not in RunKind.values:
            messages.error(request, _("Choisissez de proposer ou de confirmer."))
        elif refused:
            messages.error(request, refused)
        else:
            try:
                start(self.campaign, RunKind(kind), self.user)
            except WorkingError:
                messages.warning(request, _("Un calcul est déjà en cours."))
        return redirect("jury_admin:assignment")

    @cached_property
    def last_run(self) -> AssignmentRun | None:
        found: AssignmentRun | None = AssignmentRun.objects.filter(campaign=self.campaign).first()
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run, found = self.last_run, overview(self.campaign)
        return {
            **super().get_context_data(**kwargs),
            "overview": found,
            "done": done(self.campaign, found),
            "own": own_collectivities(self.user),
            "run": run,
            "is_working": run is not None and run.state == RunState.WORKING,
            "said": _said(run),
            "closed": why_not_reading(self.campaign, timezone.now()),
        }


def _said(run: AssignmentRun | None) -> str:
    """What came of the last run."""
    if run is None or run.state == RunState.WORKING:
        return ""
    if run.state == RunState.FAILED:
        return _("Le dernier calcul a échoué : rien n’a changé. Relancez-le, ou prévenez l’équipe technique.")
    if run.kind == RunKind.CONFIRM:
        words = ngettext(
            "%(count)s dossier est entré en évaluation ; ses lecteurs sont prévenus.",
            "%(count)s dossiers sont entrés en évaluation ; leurs lecteurs sont prévenus.",
            run.made,
        )
    elif not run.made:
        return _("Aucune lecture de plus n’est proposée.")
    else:
        words = ngettext(
            "%(count)s lecture proposée en %(seconds)s s.", "%(count)s lectures proposées en %(seconds)s s.", run.made
        )
    return words % {"count": run.made, "seconds": f"{run.seconds or 0:.1f}".replace(".", ",")}


class DossierReadersView(JuryPageView):
    """The readers of one dossier, and who else might be one. Nobody chooses those of her own collectivité."""

    page_title = gettext_lazy("Lecteurs d’un dossier")
    template_name = "labels/jury/admin/readers.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Dossier.objects.filter(campaign=self.campaign, state__in=READ_BY_JURY)
        rows = rows.select_related("campaign", "questionnaire", "collectivity__departement", "collectivity__region")
        self.dossier = get_object_or_404(rows, pk=kwargs["dossier_pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = self._kept_from_her() or super().get(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._kept_from_her() or self._act(request)

    def _kept_from_her(self) -> HttpResponse | None:
        if can_examine(actors(self.user, self.dossier)):
            return None
        said = _("Vous êtes de l’équipe de cette collectivité : un·e collègue de l’association s’en occupe.")
        messages.error(self.request, said)
        return redirect("jury_admin:assignment")

    def _act(self, request: HttpRequest) -> HttpResponse:
        form = ReaderForm(request.POST, campaign=self.campaign)
        recusing = RecuseForm(request.POST)
        try:
            match request.POST.get("geste"):
                case "ajouter" | "remplacer" if not form.is_valid():
                    return self.render_to_response(self.get_context_data(form=form), status=422)
                case "ajouter":
                    adjusting.add(self.dossier, form.cleaned_data["juror"])
                    messages.success(request, _("C’est fait. La personne sera prévenue à la confirmation."))
                case "remplacer":
                    adjusting.replace(self._reading(), form.cleaned_data["juror"])
                    messages.success(request, _("C’est fait. La personne sera prévenue à la confirmation."))
                case "retirer":
                    adjusting.remove(self._reading())
                    messages.success(request, _("C’est fait."))
                case "deporter" if not recusing.is_valid():
                    return self.render_to_response(self.get_context_data(recusing=recusing), status=422)
                case "deporter":
                    recuse(self._reading(), RecusedBy.ASSOCIATION, recusing.cleaned_data["reason"], self.user)
                    messages.success(request, _("Déport enregistré ; quelqu’un d’autre est cherché."))
                case "ecarter":
                    return self._keep_from(request, form, recusing)
        except (adjusting.NotAllowedError, SettledError) as refused:
            messages.error(request, str(refused))
        except NotReadingError:
            messages.warning(request, _("La situation a changé entre-temps : rien n’a été fait."))
        return redirect("jury_admin:readers", self.dossier.pk)

    def _keep_from(self, request: HttpRequest, form: ReaderForm, recusing: RecuseForm) -> HttpResponse:
        if not form.is_valid() or not recusing.is_valid():
            return self.render_to_response(self.get_context_data(form=form, recusing=recusing), status=422)
        keep_from(self.dossier, form.cleaned_data["juror"], recusing.cleaned_data["reason"], self.user)
        messages.success(request, _("Déport enregistré ; quelqu’un d’autre est cherché."))
        return redirect("jury_admin:readers", self.dossier.pk)

    def _reading(self) -> Assignment:
        rows = self.dossier.assignments.select_related("juror__campaign", "juror__user", "dossier__campaign")
        found: Assignment = get_object_or_404(rows, pk=_number(self.request.POST.get("lecture")))
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReaderForm(campaign=self.campaign))
        kwargs.setdefault("recusing", RecuseForm())
        readings = list(self.dossier.assignments.select_related("juror__user").order_by("pk"))
        jurors = Juror.objects.filter(campaign=self.campaign).able_to_read().with_interests()
        _leave_out(kwargs["form"], {one.juror_id for one in readings})
        kept = [(juror, reason.said) for juror in jurors if (reason := conflict(juror, self.dossier))]
        return {
            **super().get_context_data(**kwargs),
            "dossier": self.dossier,
            "rules": JuryRules.objects.of(self.campaign),
            "readings": [one for one in readings if one.state != AssignmentState.RECUSED],
            "recused": [one for one in readings if one.state == AssignmentState.RECUSED],
            "kept": kept,
        }

    def get_page_subtitle(self) -> str:
        return str(self.dossier.collectivity.full_name)


def _leave_out(form: ReaderForm, keys: set[int]) -> None:
    """Those who read the dossier, or left it, are not offered; who was chosen meanwhile is refused with the reason."""
    field: Any = form.fields["juror"]
    field.choices = [choice for choice in field.choices if choice[0] not in keys]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0


class RecusalsView(JuryPageView):
    """Every déport, who and why."""

    page_title = gettext_lazy("Déports")
    template_name = "labels/jury/admin/recusals.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows: QuerySet[Assignment] = Assignment.objects.in_campaign(self.campaign).recused().with_names()
        rows = rows.exclude(dossier__collectivity__in=own_collectivities(self.user))
        found = list(rows.order_by("-recused_at", "-pk"))
        counts = {label: sum(one.recused_by == value for one in found) for value, label in RecusedBy.choices}
        return {**super().get_context_data(**kwargs), "recusals": found, "counts": counts.items()}


class RulesView(JuryPageView):
    page_title = gettext_lazy("Règles du jury")
    template_name = "labels/jury/admin/rules.html"

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RulesForm(request.POST, instance=JuryRules.objects.locked(self.campaign))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        form.save()
        if "around_km" in form.changed_data:
            follow_rules(self.campaign)
        messages.success(request, _("Les règles du jury sont enregistrées."))
        return redirect("jury_admin:rules")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", RulesForm(instance=JuryRules.objects.of(self.campaign)))
        return super().get_context_data(**kwargs)
