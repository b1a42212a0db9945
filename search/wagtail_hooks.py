"""Registrations with Wagtail."""

from wagtail.snippets.models import register_snippet

from search.viewsets import SynonymsViewSet

register_snippet(SynonymsViewSet)
