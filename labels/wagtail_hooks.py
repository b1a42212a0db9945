"""Registrations with Wagtail."""

from wagtail.snippets.models import register_snippet

from labels.admin_menu import LabelGroup
from labels.campaigns.viewsets import QuestionnaireViewSet, SectionViewSet

register_snippet(LabelGroup)
register_snippet(QuestionnaireViewSet)
register_snippet(SectionViewSet)
