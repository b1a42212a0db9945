"""Registrations with Wagtail."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.snippets.models import register_snippet

from labels.admin_menu import LabelGroup
from labels.admissibility.listing import DossiersPanel
from labels.admissibility.report import CampaignReport
from labels.admissibility.viewset import DossierViewSet
from labels.appeals.admin import AppealsPanel, AppealViewSet
from labels.campaigns.viewsets import CampaignViewSet, QuestionnaireViewSet, SectionViewSet
from labels.ceremony.admin import CeremonyViewSet
from labels.collectivity.part import label_part, label_plate
from labels.comparison.report import ComparisonReport
from labels.explained.part import explained_part
from labels.jury.admin.viewset import JurorViewSet
from labels.jury.space import jury_entrance, jury_todos
from labels.outcome.report import FeedbackReport
from labels.outcome.space import outcome_tab, outcome_todos
from labels.palmares.admin import AwardViewSet
from labels.proof.space import KitSection
from labels.proof.withdrawals import WithdrawalViewSet
from labels.writing.space import DossierSection, dossier_tab, dossier_todos
from portal.permissions import user_curates

register_snippet(CampaignViewSet)
register_snippet(QuestionnaireViewSet)
register_snippet(SectionViewSet)
hooks.register("register_space_todos", dossier_todos)
hooks.register("register_space_todos", jury_todos)
hooks.register("register_space_tabs", dossier_tab)
hooks.register("register_space_todos", outcome_todos)
hooks.register("register_space_tabs", outcome_tab)
hooks.register("register_space_sections", DossierSection)
hooks.register("register_space_sections", KitSection)
hooks.register("register_space_entrances", jury_entrance)
hooks.register("register_collectivity_parts", label_part)
hooks.register("register_collectivity_parts", explained_part)
hooks.register("register_collectivity_plate", label_plate)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet | ViewSetGroup]:
    return [
        LabelGroup(),
        DossierViewSet(),
        JurorViewSet(),
        AwardViewSet(),
        AppealViewSet(),
        WithdrawalViewSet(),
        CampaignReport(),
        ComparisonReport(),
        FeedbackReport(),
        CeremonyViewSet(),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    if user_curates(request.user):
        panels.append(DossiersPanel(request))
        panels.append(AppealsPanel(request))
