"""What every address of the admin answers to each role: the table of rights.

Read a line so: to the anonymous, a person without a role, a member on what is his commune's, a member on what is
another commune's, the association, a superuser. The addresses below it answer so to a GET.

``login`` leads to the page where one signs in. ``403`` is the guard's page. ``denied`` is Wagtail's own refusal, back
to the admin's home. 404 and 405 come after the door: nothing is there for a GET, or the address only takes a POST.
"""

COLUMNS = ("anonymous", "nobody", "own", "foreign", "association", "superuser")

ANSWERS: dict[str, str] = {
    "login 403 403 403 200 200": """
        collectivity_chooser:choose collectivity_chooser:choose_results collectivity_chooser:chosen
        collectivity_chooser:chosen_multiple localize_guard:snippets_api_detail
        localize_guard:snippets_api_listing localize_guard:update_translations members:add members:delete
        members:edit members:history members:history_results members:index members:index_results members:send
        members:toggle members:usage registrations:edit registrations:index
        registrations:index_results corrections:edit corrections:index corrections:index_results
        jury_admin:index jury_admin:index_results jury_admin:add jury_admin:edit jury_admin:assignment
        jury_admin:readers jury_admin:recusals jury_admin:rules
        dossiers:admit_many dossiers:checklist dossiers:conditions dossiers:decide dossiers:edit dossiers:index
        dossiers:index_results dossiers:sheet campaign_report:index
        label_comparison:index label_comparison:notes label_comparison:questions
        awards:edit awards:index awards:index_results
        appeals:edit appeals:index appeals:index_results appeals:rectify
        feedback_report:index feedback_report:table
        ceremony:index ceremony:order ceremony:rehearsal ceremony:rehearsal_file ceremony:stage ceremony:stage_file
        moderation:index moderation:index_results moderation:review
        withdrawals:add withdrawals:delete withdrawals:index withdrawals:index_results
        to_confirm:index to_confirm:results images_without_text:index images_without_text:results untranslated:index
        untranslated:results search_explain:index
        wagtail_bulk_action wagtail_localize:download_pofile
        wagtail_localize:preview_translation wagtail_localize:snippets_api_detail
        wagtail_localize:snippets_api_listing wagtail_localize:translations_report
        wagtail_localize:translations_report_results wagtail_localize:update_translations
        wagtailadmin_pages:choose_parent wagtailadmin_pages:collect_workflow_action_data wagtailadmin_pages:copy
        wagtailadmin_pages:delete wagtailadmin_pages:move wagtailadmin_pages:move_confirm
        wagtailadmin_pages:revisions_unschedule wagtailadmin_pages:set_privacy wagtailadmin_pages:type_use
        wagtailadmin_pages:type_use_results wagtailadmin_pages:workflow_action
        wagtailadmin_pages:workflow_preview wagtailadmin_reports:locked_pages
        wagtailadmin_reports:locked_pages_results wagtailadmin_reports:page_types_usage
        wagtailadmin_reports:page_types_usage_results wagtailadmin_reports:site_history
        wagtailadmin_reports:site_history_results wagtailadmin_reports:workflow
        wagtailadmin_reports:workflow_results wagtailadmin_reports:workflow_tasks
        wagtailadmin_reports:workflow_tasks_results wagtailembeds:chooser wagtailembeds:chooser_upload
        wagtailforms:delete_submissions wagtailforms:index wagtailforms:index_results
        wagtailforms:list_submissions wagtailforms:list_submissions_results wagtailimages:preview
        wagtailredirects:add wagtailredirects:delete wagtailredirects:edit wagtailredirects:index
        wagtailredirects:index_results wagtailredirects:start_import wagtailsearchpromotions:add
        wagtailsearchpromotions:chooser wagtailsearchpromotions:chooserresults wagtailsearchpromotions:delete
        wagtailsearchpromotions:edit wagtailsearchpromotions:index wagtailsearchpromotions:index_results
        wagtailsettings:edit wagtailsnippetchoosers_initiatives_theme:choose
        wagtailsnippetchoosers_initiatives_theme:choose_results wagtailsnippetchoosers_initiatives_theme:chosen
        wagtailsnippetchoosers_initiatives_theme:chosen_multiple wagtailsnippetchoosers_initiatives_theme:create
        wagtailsnippets_initiatives_theme:add wagtailsnippets_initiatives_theme:edit
        wagtailsnippets_initiatives_theme:history wagtailsnippets_initiatives_theme:history_results
        wagtailsnippets_initiatives_theme:list wagtailsnippets_initiatives_theme:list_results
        wagtailsnippets_initiatives_theme:merge wagtailsnippets_initiatives_theme:usage
        wagtailsnippetchoosers_search_synonyms:choose wagtailsnippetchoosers_search_synonyms:choose_results
        wagtailsnippetchoosers_search_synonyms:chosen wagtailsnippetchoosers_search_synonyms:chosen_multiple
        wagtailsnippetchoosers_search_synonyms:create wagtailsnippets_search_synonyms:add
        wagtailsnippets_search_synonyms:delete wagtailsnippets_search_synonyms:edit
        wagtailsnippets_search_synonyms:history wagtailsnippets_search_synonyms:history_results
        wagtailsnippets_search_synonyms:list wagtailsnippets_search_synonyms:list_results
        wagtailsnippets_search_synonyms:usage
        wagtailsnippets_labels_campaign:add wagtailsnippets_labels_campaign:delete
        wagtailsnippets_labels_campaign:edit wagtailsnippets_labels_campaign:history
        wagtailsnippets_labels_campaign:history_results wagtailsnippets_labels_campaign:list
        wagtailsnippets_labels_campaign:list_results wagtailsnippets_labels_campaign:overview
        wagtailsnippets_labels_campaign:preview wagtailsnippets_labels_campaign:revisions_compare
        wagtailsnippets_labels_campaign:usage
        wagtailsnippets_labels_questionnaire:delete wagtailsnippets_labels_questionnaire:edit
        wagtailsnippets_labels_questionnaire:history wagtailsnippets_labels_questionnaire:history_results
        wagtailsnippets_labels_questionnaire:list wagtailsnippets_labels_questionnaire:list_results
        wagtailsnippets_labels_questionnaire:usage
        wagtailsnippets_labels_section:delete wagtailsnippets_labels_section:edit
        wagtailsnippets_labels_section:history wagtailsnippets_labels_section:history_results
        wagtailsnippets_labels_section:list wagtailsnippets_labels_section:list_results
        wagtailsnippets_labels_section:revisions_compare wagtailsnippets_labels_section:usage
    """,
    "login 403 403 403 403 200": """
        wagtailadmin_collections:add wagtailadmin_collections:delete wagtailadmin_collections:edit
        wagtailadmin_collections:index wagtailadmin_collections:set_privacy wagtailadmin_reports:aging_pages
        wagtailadmin_reports:aging_pages_results wagtailadmin_workflows:add
        wagtailadmin_workflows:add_task wagtailadmin_workflows:disable wagtailadmin_workflows:disable_task
        wagtailadmin_workflows:edit wagtailadmin_workflows:edit_task wagtailadmin_workflows:index
        wagtailadmin_workflows:index_results wagtailadmin_workflows:task_chooser
        wagtailadmin_workflows:task_chooser_create wagtailadmin_workflows:task_chooser_results
        wagtailadmin_workflows:task_chosen wagtailadmin_workflows:task_index
        wagtailadmin_workflows:task_index_results wagtailadmin_workflows:usage wagtailadmin_workflows:usage_results
        wagtaillocales:add wagtaillocales:copy wagtaillocales:delete wagtaillocales:edit wagtaillocales:history
        wagtaillocales:history_results wagtaillocales:index wagtaillocales:index_results wagtaillocales:usage
        wagtailsites:add wagtailsites:copy wagtailsites:delete wagtailsites:edit wagtailsites:history
        wagtailsites:history_results wagtailsites:index wagtailsites:index_results wagtailsites:usage
        wagtailusers_groups:add wagtailusers_groups:delete wagtailusers_groups:edit wagtailusers_groups:history
        wagtailusers_groups:history_results wagtailusers_groups:index wagtailusers_groups:index_results
        wagtailusers_groups:usage wagtailusers_users:add wagtailusers_users:copy wagtailusers_users:delete
        wagtailusers_users:edit wagtailusers_users:history wagtailusers_users:history_results
        wagtailusers_users:index wagtailusers_users:index_results wagtailusers_users:usage
    """,
    "login 403 200 200 200 200": """
        wagtail_localize:javascript_catalog wagtailadmin_account wagtailadmin_api:documents:listing
        wagtailadmin_api:images:listing wagtailadmin_api:pages:listing wagtailadmin_choose_page
        wagtailadmin_choose_page_anchor_link wagtailadmin_choose_page_email_link
        wagtailadmin_choose_page_external_link wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_search
        wagtailadmin_dismissibles wagtailadmin_explore_root wagtailadmin_home wagtailadmin_pages:search
        wagtailadmin_pages:search_results wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete
        wagtaildocs:add wagtaildocs:add_multiple wagtaildocs:index wagtaildocs:index_results
        wagtaildocs_chooser:choose wagtaildocs_chooser:choose_results wagtaildocs_chooser:chosen_multiple
        wagtaildocs_chooser:create wagtailimages:add wagtailimages:add_multiple wagtailimages:index
        wagtailimages:index_results wagtailimages_chooser:choose wagtailimages_chooser:choose_results
        wagtailimages_chooser:chosen_multiple wagtailimages_chooser:create
    """,
    "login 403 200 403 200 200": """
        localize_guard:submit_page_translation wagtail_localize:submit_page_translation
        wagtailadmin_choose_page_child wagtailadmin_choose_page_chosen_multiple wagtailadmin_explore
        wagtailadmin_explore_results wagtailadmin_pages:add wagtailadmin_pages:add_subpage
        wagtailadmin_pages:confirm_workflow_cancellation wagtailadmin_pages:edit wagtailadmin_pages:history
        wagtailadmin_pages:history_results wagtailadmin_pages:preview_on_add wagtailadmin_pages:preview_on_edit
        wagtailadmin_pages:revisions_compare wagtailadmin_pages:revisions_revert wagtailadmin_pages:revisions_view
        wagtailadmin_pages:usage wagtailadmin_pages:view_draft wagtailadmin_pages:workflow_history
        wagtailadmin_pages:workflow_history_detail wagtaildocs:delete wagtaildocs:document_usage wagtaildocs:edit
        wagtailimages:delete wagtailimages:edit wagtailimages:image_usage
    """,
    "login 403 403 403 404 404": """
        localize_guard:convert_to_alias wagtail_localize:convert_to_alias wagtailadmin_pages:convert_alias
        wagtailimages:url_generator wagtailimages:url_generator_output wagtailsettings:preview_on_edit
        wagtailsnippets_labels_campaign:revisions_revert wagtailsnippets_labels_questionnaire:add
        wagtailsnippets_labels_section:add wagtailsnippets_labels_section:revisions_revert
    """,
    "login 403 403 403 405 405": """
        wagtail_localize:edit_override wagtail_localize:edit_string_translation wagtail_localize:machine_translate
        wagtail_localize:stop_translation wagtail_localize:upload_pofile wagtailadmin_api:pages:action
        wagtailadmin_pages:lock wagtailadmin_pages:set_page_position wagtailadmin_pages:unlock
        wagtailredirects:process_import
        wagtailsnippets_labels_campaign:duplicate wagtailsnippets_labels_campaign:open
        wagtailsnippets_labels_campaign:withdraw
    """,
    "login 403 405 405 405 405": """
        wagtailadmin_editing_sessions:ping wagtailadmin_editing_sessions:release
        wagtaildocs:create_multiple_from_uploaded_document wagtaildocs:delete_upload_multiple
        wagtailimages:create_multiple_from_uploaded_image wagtailimages:delete_upload_multiple
    """,
    "404 403 403 403 404 404": """
        wagtailadmin_password_reset wagtailadmin_password_reset_complete wagtailadmin_password_reset_confirm
        wagtailadmin_password_reset_done
    """,
    "login 403 404 404 404 404": """
        wagtailadmin_api:documents:find wagtailadmin_api:images:find wagtailadmin_api:pages:find
        wagtailadmin_block_preview
    """,
    "login 403 405 403 405 405": """
        confirmation:confirm
        wagtaildocs:delete_multiple wagtaildocs:edit_multiple wagtailimages:delete_multiple
        wagtailimages:edit_multiple
    """,
    "login 403 200 404 200 200": """
        wagtailadmin_api:documents:detail wagtailadmin_api:images:detail wagtailadmin_api:pages:detail
    """,
    "login 403 200 denied 200 200": """
        wagtaildocs_chooser:chosen wagtailimages_chooser:chosen wagtailimages_chooser:select_format
    """,
    "login 403 403 403 403 405": """
        wagtailadmin_workflows:enable wagtailadmin_workflows:enable_task wagtailadmin_workflows:remove
    """,
    "login 403 403 403 denied 200": """
        collectivity_chooser:create wagtailsearchpromotions:search_terms
        wagtailsearchpromotions:search_terms_results
    """,
    "200 200 200 200 200 200": """
        wagtailadmin_javascript_catalog wagtailadmin_sprite
    """,
    "login 403 403 403 denied denied": """
        localize_guard:submit_snippet_translation wagtail_localize:submit_snippet_translation
        wagtailadmin_pages:unpublish wagtailsnippets:index wagtailsnippets_initiatives_theme:delete
    """,
    "login login login login login login": """
        wagtailadmin_login
    """,
    "login 403 302 403 302 302": """
        wagtailadmin_pages:revisions_index
    """,
    "login 403 403 403 302 302": """
        wagtailsnippets_labels_campaign:correct wagtailsnippets_labels_campaign:move
        ceremony:press
    """,
    "login 403 403 403 403 302": """
        wagtailadmin_workflows:select_task_type
    """,
    "login 403 403 403 403 error": """
        wagtailadmin_error_test
    """,
    "login login 405 405 405 405": """
        wagtailadmin_logout
    """,
}

TABLE: dict[str, dict[str, str]] = {
    name: dict(zip(COLUMNS, answers.split(), strict=True))
    for answers, names in ANSWERS.items()
    for name in names.split()
}
