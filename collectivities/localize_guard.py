"""The views of wagtail-localize that look at no page permission, each behind the check it lacks.

wagtail-localize 1.14.5 asks for the global « submit translation » permission alone: whoever holds it translates,
re-synchronises and publishes any page, and lists every snippet. These views stand at the same paths and come first.
Delete this module when wagtail-localize checks the page itself.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLResolver, include, path
from rest_framework.permissions import BasePermission
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView


def _may_publish(user: Any, instance: Any) -> bool:
    """Whether a person may publish a page, or change a snippet, which is the same as publishing it."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return bool(policy_registry.get(instance).user_has_permission(user, "change"))


class GuardedSubmitPageTranslationView(SubmitPageTranslationView):
    """Asks for the translation of a page the person may edit; of a whole subtree only when he may publish it."""

    def get_object(self) -> Page:
        page: Page = super().get_object()
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page

    def get_form(self) -> Form:
        form: Form = super().get_form()
        if not _may_publish(self.request.user, self.object):
            form.fields["include_subtree"].widget = HiddenInput()
            form.fields["include_subtree"].disabled = True
        return form


class GuardedSubmitSnippetTranslationView(SubmitSnippetTranslationView):
    """Closed to all: the form of a snippet of this portal holds every language, and nothing need be synchronised."""

    def get_object(self) -> Any:
        raise PermissionDenied


class GuardedUpdateTranslationsView(UpdateTranslationsView):
    """Re-synchronises, and may publish, every translation of a source: for those who may publish it."""

    def get_object(self) -> Any:
        source = super().get_object()
        if not _may_publish(self.request.user, source.get_source_instance()):
            raise PermissionDenied
        return source


def guarded_convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Replaces the live translation by the live source: that is publishing."""
    if not _may_publish(request.user, get_object_or_404(Page, pk=page_id)):
        raise PermissionDenied
    response: HttpResponse = convert_to_alias(request, page_id)
    return response


class ChangesTheModel(BasePermission):
    def has_permission(self, request: Any, view: Any) -> bool:
        policy = policy_registry.get_by_type(view.get_model())
        return bool(policy.user_has_permission(request.user, "change"))


class GuardedSnippetViewSet(SnippetViewSet):
    permission_classes = (ChangesTheModel,)
    http_method_names = ("get", "head", "options")


def localize_urls() -> URLResolver:
    """To be registered before wagtail-localize's own: the first path that matches answers."""
    urls = [
        path("submit/page/<int:page_id>/", GuardedSubmitPageTranslationView.as_view(), name="submit_page_translation"),
        path(
            "submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            GuardedSubmitSnippetTranslationView.as_view(),
            name="submit_snippet_translation",
        ),
        path(
            "update/<int:translation_source_id>/", GuardedUpdateTranslationsView.as_view(), name="update_translations"
        ),
        path("page/<int:page_id>/convert_to_alias/", guarded_convert_to_alias, name="convert_to_alias"),
        path(
            "api/snippets/<slug:app_label>/<slug:model_name>/",
            GuardedSnippetViewSet.as_view({"get": "list"}),
            name="snippets_api_listing",
        ),
        path(
            "api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/",
            GuardedSnippetViewSet.as_view({"get": "retrieve"}),
            name="snippets_api_detail",
        ),
    ]
    return path("localize/", include((urls, "localize_guard")))
