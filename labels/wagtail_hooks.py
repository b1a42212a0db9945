"""Registrations with Wagtail."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from labels.admin_menu import LabelGroup
from labels.campaigns.viewsets import QuestionnaireViewSet, SectionViewSet
from labels.writing.space import DossierSection, dossier_tab, dossier_todos

hooks.register("register_space_todos", dossier_todos)
hooks.register("register_space_tabs", dossier_tab)
hooks.register("register_space_sections", DossierSection)
register_snippet(LabelGroup)
register_snippet(QuestionnaireViewSet)
register_snippet(SectionViewSet)
