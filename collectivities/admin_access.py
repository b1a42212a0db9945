"""What a member of a commune may open in the admin: every address is classified, an unknown one is refused.

``ALLOWED`` are open, because Wagtail's own check with the membership policy is enough. ``RULES`` are open when their
rule says so. ``REFUSED`` are closed on purpose. A test fails for an address that stands in none of the three.
"""

from typing import Any

from django.http import HttpRequest

from collectivities.admin_rules import (
    Rule,
    own_document,
    own_image,
    own_page,
    own_page_alone,
    own_page_in_the_editor,
    own_page_or_above,
    readable_pages,
    readable_parent,
    readable_start,
)

ALLOWED = frozenset({
    "wagtailadmin_home", "wagtailadmin_account", "wagtailadmin_logout", "wagtailadmin_login",
    "wagtailadmin_dismissibles", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_block_preview",
    # An edited object is checked by the view itself.
    "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release",
    "wagtailadmin_explore_root",
    # Lists of what the policies let the person see.
    "wagtailadmin_api:pages:listing", "wagtailadmin_api:pages:detail", "wagtailadmin_api:pages:find",
    "wagtailadmin_api:images:listing", "wagtailadmin_api:images:detail", "wagtailadmin_api:images:find",
    "wagtailadmin_api:documents:listing", "wagtailadmin_api:documents:detail", "wagtailadmin_api:documents:find",
    "wagtailadmin_pages:search", "wagtailadmin_pages:search_results", "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_external_link", "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link", "wagtailadmin_choose_page_anchor_link",
    # Names of keywords are public.
    "wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete",
    "wagtail_localize:javascript_catalog",
    "wagtailimages:index", "wagtailimages:index_results", "wagtailimages:add", "wagtailimages:add_multiple",
    "wagtailimages:create_multiple_from_uploaded_image", "wagtailimages:delete_upload_multiple",
    "wagtaildocs:index", "wagtaildocs:index_results", "wagtaildocs:add", "wagtaildocs:add_multiple",
    "wagtaildocs:create_multiple_from_uploaded_document", "wagtaildocs:delete_upload_multiple",
    "wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results", "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:chosen_multiple", "wagtailimages_chooser:create", "wagtailimages_chooser:select_format",
    "wagtaildocs_chooser:choose", "wagtaildocs_chooser:choose_results", "wagtaildocs_chooser:chosen",
    "wagtaildocs_chooser:chosen_multiple", "wagtaildocs_chooser:create",
})  # fmt: skip

RULES: dict[str, Rule] = {
    "wagtailadmin_explore": own_page_or_above,
    "wagtailadmin_explore_results": own_page_or_above,
    "wagtailadmin_choose_page": readable_start,
    "wagtailadmin_choose_page_child": readable_parent,
    "wagtailadmin_choose_page_chosen_multiple": readable_pages,
    "wagtailadmin_pages:add_subpage": own_page,
    "wagtailadmin_pages:add": own_page,
    "wagtailadmin_pages:preview_on_add": own_page,
    "wagtailadmin_pages:edit": own_page_in_the_editor,
    "wagtailadmin_pages:preview_on_edit": own_page,
    "wagtailadmin_pages:view_draft": own_page,
    "wagtailadmin_pages:usage": own_page,
    "wagtailadmin_pages:history": own_page,
    "wagtailadmin_pages:history_results": own_page,
    "wagtailadmin_pages:revisions_index": own_page,
    "wagtailadmin_pages:revisions_view": own_page,
    "wagtailadmin_pages:revisions_revert": own_page,
    "wagtailadmin_pages:revisions_compare": own_page,
    "wagtailadmin_pages:workflow_history": own_page,
    "wagtailadmin_pages:workflow_history_detail": own_page,
    "wagtailadmin_pages:confirm_workflow_cancellation": own_page,
    "localize_guard:submit_page_translation": own_page_alone,
    "confirmation:confirm": own_page,
    "wagtailimages:edit": own_image,
    "wagtailimages:edit_multiple": own_image,
    "wagtailimages:delete": own_image,
    "wagtailimages:delete_multiple": own_image,
    "wagtailimages:image_usage": own_image,
    "wagtaildocs:edit": own_document,
    "wagtaildocs:edit_multiple": own_document,
    "wagtaildocs:delete": own_document,
    "wagtaildocs:delete_multiple": own_document,
    "wagtaildocs:document_usage": own_document,
}

REFUSED = frozenset({
    "wagtailadmin_error_test", "wagtail_bulk_action", "wagtailadmin_api:pages:action",
    "wagtailadmin_pages:type_use", "wagtailadmin_pages:type_use_results", "wagtailadmin_pages:choose_parent",
    "wagtailadmin_pages:delete", "wagtailadmin_pages:unpublish", "wagtailadmin_pages:convert_alias",
    "wagtailadmin_pages:move", "wagtailadmin_pages:move_confirm", "wagtailadmin_pages:set_page_position",
    "wagtailadmin_pages:copy", "wagtailadmin_pages:workflow_action",
    "wagtailadmin_pages:collect_workflow_action_data", "wagtailadmin_pages:workflow_preview",
    "wagtailadmin_pages:set_privacy", "wagtailadmin_pages:lock",
    "wagtailadmin_pages:unlock", "wagtailadmin_pages:revisions_unschedule",
    "wagtailadmin_password_reset", "wagtailadmin_password_reset_done", "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtail_localize:edit_string_translation", "wagtail_localize:edit_override", "wagtail_localize:download_pofile",
    "wagtail_localize:upload_pofile", "wagtail_localize:machine_translate", "wagtail_localize:preview_translation",
    "wagtail_localize:stop_translation", "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results",
    # Shadowed by the guarded views of the same path.
    "wagtail_localize:submit_page_translation", "wagtail_localize:submit_snippet_translation",
    "wagtail_localize:update_translations", "wagtail_localize:convert_to_alias",
    "wagtail_localize:snippets_api_listing", "wagtail_localize:snippets_api_detail",
    "localize_guard:submit_snippet_translation", "localize_guard:update_translations",
    "localize_guard:convert_to_alias", "localize_guard:snippets_api_listing", "localize_guard:snippets_api_detail",
    "wagtailsettings:edit", "wagtailsettings:preview_on_edit", "wagtailembeds:chooser", "wagtailembeds:chooser_upload",
    "wagtailimages:url_generator", "wagtailimages:url_generator_output", "wagtailimages:preview",
})  # fmt: skip

REFUSED_NAMESPACES = (
    "wagtailadmin_collections", "wagtailadmin_workflows", "wagtailadmin_reports", "wagtailforms", "wagtailredirects",
    "wagtailsearchpromotions", "wagtailsnippets", "wagtailsnippetchoosers", "wagtailsnippets_", "wagtaillocales",
    "wagtailsites", "wagtailusers_users", "wagtailusers_groups", "members", "collectivity_chooser", "moderation",
    "registrations", "corrections", "jury_admin",
    "registrations", "corrections", "dossiers", "campaign_report", "feedback_report",
    "registrations", "corrections", "dossiers", "campaign_report", "label_comparison",
    "registrations", "corrections", "withdrawals",
    "registrations", "corrections", "awards", "appeals",
    "registrations", "corrections", "awards", "ceremony",
    "to_confirm", "images_without_text", "untranslated", "search_explain",
)  # fmt: skip
"""Beginnings of namespaces closed to members as a whole."""

REFUSED_TO_ASSOCIATION = (
    "wagtailadmin_collections", "wagtailadmin_workflows", "wagtaillocales", "wagtailsites", "wagtailusers_users",
    "wagtailusers_groups", "wagtailadmin_error_test", "wagtailadmin_reports:aging_pages",
)  # fmt: skip
"""Beginnings of names only the technical team opens: some of these views look at no permission.

What ages is told by « À mettre à jour », which knows that a sheet confirmed is not old.
"""


def is_refused(name: str) -> bool:
    return name in REFUSED or name.startswith(REFUSED_NAMESPACES)


def is_classified(name: str) -> bool:
    return name in ALLOWED or name in RULES or is_refused(name)


def association_may_open(name: str) -> bool:
    return not name.startswith(REFUSED_TO_ASSOCIATION)


def member_may_open(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    """Whether a member may open the admin address of this name; an unknown one is refused."""
    if name in ALLOWED:
        return True
    rule = RULES.get(name)
    return bool(rule and rule(request, kwargs))
