"""Registrations with Wagtail."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

from search.viewsets import ExplainViewSet, SynonymsViewSet

register_snippet(SynonymsViewSet)


@hooks.register("register_admin_viewset")
def register_explanation() -> ViewSet:
    return ExplainViewSet()
