"""What a member of a commune may open in the admin: every address is classified, an unknown one is refused.

``ALLOWED`` are open, because Wagtail's own check with the membership policy is enough. ``RULES`` are open when their
rule says so. ``REFUSED`` are closed on purpose. A test fails for an address that stands in none of the three.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, TaskState

from collectivities.permissions import member_pages, user_can_edit_page

Rule = Callable[[HttpRequest, dict[str, Any]], bool]


def own_page(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The page named by the address is the member's."""
    page = Page.objects.filter(pk=kwargs.get("page_id") or kwargs.get("parent_page_id")).first()
    return bool(page and user_can_edit_page(request.user, page))


def own_page_or_above(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The page is the member's, or one of those above it that lead to it. Without a page: the root."""
    page = Page.objects.filter(pk=kwargs["parent_page_id"]).first() if kwargs.get("parent_page_id") else None
    if not kwargs.get("parent_page_id"):
        return True
    return bool(page) and any(
        own.path.startswith(page.path) or page.path.startswith(own.path) for own in member_pages(request.user)
    )


def live_or_own_parent(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The chooser opens below a page that everyone may read, or the member's own."""
    page = Page.objects.filter(pk=kwargs["parent_page_id"]).first()
    return bool(page) and (page.live or page.is_root() or user_can_edit_page(request.user, page))


def live_or_own_ids(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Every page asked for by identifier is public or the member's own."""
    keys = [key for key in request.GET.getlist("id") if key.isdecimal()]
    pages = list(Page.objects.filter(pk__in=keys))
    return all(page.live or user_can_edit_page(request.user, page) for page in pages)


def own_page_and_task(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The task state belongs to the very page named by the address, which is the member's."""
    state = TaskState.objects.filter(pk=kwargs.get("task_state_id")).select_related("workflow_state").first()
    return (
        own_page(request, kwargs) and bool(state) and str(state.workflow_state.object_id) == str(kwargs.get("page_id"))
    )


def own_page_alone(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """A member asks for a translation of one of his pages, never of a whole subtree."""
    return own_page(request, kwargs) and not request.POST.get("include_subtree")


ALLOWED = frozenset({
    "wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_logout", "wagtailadmin_login",
    "wagtailadmin_dismissibles",
    "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_block_preview",
    "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release",
    "wagtailadmin_explore_root",
    "wagtailadmin_api:pages:listing", "wagtailadmin_api:pages:detail",
    "wagtailadmin_pages:add", "wagtailadmin_pages:preview_on_add", "wagtailadmin_pages:edit",
    "wagtailadmin_pages:preview_on_edit", "wagtailadmin_pages:view_draft", "wagtailadmin_pages:add_subpage",
    "wagtailadmin_pages:search", "wagtailadmin_pages:search_results",
    "wagtailadmin_choose_page", "wagtailadmin_choose_page_search", "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete",
    "wagtail_localize:javascript_catalog",
    "wagtailimages:index", "wagtailimages:index_results", "wagtailimages:edit", "wagtailimages:add",
    "wagtailimages:add_multiple", "wagtailimages:edit_multiple", "wagtailimages:create_multiple_from_uploaded_image",
    "wagtailimages:delete_multiple", "wagtailimages:delete_upload_multiple",
    "wagtaildocs:index", "wagtaildocs:index_results", "wagtaildocs:edit", "wagtaildocs:add",
    "wagtaildocs:add_multiple", "wagtaildocs:edit_multiple", "wagtaildocs:create_multiple_from_uploaded_document",
    "wagtaildocs:delete_multiple", "wagtaildocs:delete_upload_multiple",
    "wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results", "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:chosen_multiple", "wagtailimages_chooser:create", "wagtailimages_chooser:select_format",
    "wagtaildocs_chooser:choose", "wagtaildocs_chooser:choose_results", "wagtaildocs_chooser:chosen",
    "wagtaildocs_chooser:chosen_multiple", "wagtaildocs_chooser:create",
})  # fmt: skip

RULES: dict[str, Rule] = {
    "wagtailadmin_explore": own_page_or_above,
    "wagtailadmin_explore_results": own_page_or_above,
    "wagtailadmin_choose_page_child": live_or_own_parent,
    "wagtailadmin_choose_page_chosen_multiple": live_or_own_ids,
    "wagtailadmin_pages:history": own_page,
    "wagtailadmin_pages:history_results": own_page,
    "wagtailadmin_pages:revisions_index": own_page,
    "wagtailadmin_pages:revisions_view": own_page,
    "wagtailadmin_pages:revisions_revert": own_page,
    "wagtailadmin_pages:revisions_compare": own_page,
    "wagtailadmin_pages:workflow_history": own_page,
    "wagtailadmin_pages:workflow_history_detail": own_page,
    "wagtailadmin_pages:confirm_workflow_cancellation": own_page,
    "wagtailadmin_pages:workflow_preview": own_page,
    "wagtail_localize:submit_page_translation": own_page_alone,
}

REFUSED = frozenset({
    "wagtailadmin_error_test", "wagtail_bulk_action",
    "wagtailadmin_api:pages:find", "wagtailadmin_api:pages:action",
    "wagtailadmin_api:documents:listing", "wagtailadmin_api:documents:detail", "wagtailadmin_api:documents:find",
    "wagtailadmin_api:images:listing", "wagtailadmin_api:images:detail", "wagtailadmin_api:images:find",
    "wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results", "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:usage", "wagtailadmin_pages:delete", "wagtailadmin_pages:unpublish",
    "wagtailadmin_pages:convert_alias", "wagtailadmin_pages:move", "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:set_page_position", "wagtailadmin_pages:copy", "wagtailadmin_pages:workflow_action",
    "wagtailadmin_pages:collect_workflow_action_data", "wagtailadmin_pages:set_privacy", "wagtailadmin_pages:lock",
    "wagtailadmin_pages:unlock", "wagtailadmin_pages:revisions_unschedule",
    "wagtailadmin_password_reset", "wagtailadmin_password_reset_done", "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtail_localize:submit_snippet_translation", "wagtail_localize:update_translations",
    "wagtail_localize:edit_string_translation", "wagtail_localize:edit_override", "wagtail_localize:download_pofile",
    "wagtail_localize:upload_pofile", "wagtail_localize:machine_translate", "wagtail_localize:preview_translation",
    "wagtail_localize:stop_translation", "wagtail_localize:convert_to_alias", "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results", "wagtail_localize:snippets_api_listing",
    "wagtail_localize:snippets_api_detail",
    "wagtailsettings:edit", "wagtailsettings:preview_on_edit", "wagtailembeds:chooser", "wagtailembeds:chooser_upload",
    "wagtaildocs:delete", "wagtaildocs:document_usage", "wagtailimages:delete", "wagtailimages:url_generator",
    "wagtailimages:url_generator_output", "wagtailimages:preview", "wagtailimages:image_usage",
})  # fmt: skip

REFUSED_NAMESPACES = (
    "wagtailadmin_collections", "wagtailadmin_workflows", "wagtailadmin_reports", "wagtailforms", "wagtailredirects",
    "wagtailsearchpromotions", "wagtailsnippets", "wagtailsnippetchoosers", "wagtailsnippets_", "wagtaillocales",
    "wagtailsites", "wagtailusers_users", "wagtailusers_groups",
)  # fmt: skip
"""Beginnings of namespaces closed to members as a whole."""


def is_refused(name: str) -> bool:
    return name in REFUSED or name.startswith(REFUSED_NAMESPACES)


def is_classified(name: str) -> bool:
    return name in ALLOWED or name in RULES or is_refused(name)


def member_may_open(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    """Whether a member may open the admin address of this name; an unknown one is refused."""
    if name in ALLOWED:
        return True
    rule = RULES.get(name)
    return bool(rule and rule(request, kwargs))
