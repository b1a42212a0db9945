"""Every address outside the admin, by what opens it; one that nobody classified fails.

``READ`` is for anybody, and changes nothing. ``FORM`` is for anybody, and sends something, within limits. ``TOKEN`` is
opened by what a mail says, whoever asks. ``SIGNED_IN`` acts for the person alone. ``MEMBER`` is for the members of one
collectivité, and has a table of its own (tests/collectivities/space/test_rights.py).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from tests.factories import CollectivityFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

READ = {
    "health_live": [], "health_ready": [], "robots": [], "sitemap": [], "sitemap_file": ["pages", 1],
    "social_image": ["page", 1, "x"], "open_data_catalogue": [], "open_data_schema": ["initiatives"],
    "open_data_file": ["initiatives", "csv"], "video": ["x"], "search": [], "search_suggestions": [],
    "search_communes": [], "search_feed": [], "search_calendar": [], "search_table": [], "open_data": [],
    "api_documentation": [], "theme": ["acces-public"], "theme_feed": ["acces-public"], "registration": [],
    "palmares": [], "palmares_year": ["2007"], "palmares_table": ["2007"],
    "palmares_press": ["2007"], "palmares_press_file": ["2007", "france"],
    "themes": [], "theme_project": ["acces-public"],
    "registration_suggestions": [], "registration_asked": [], "correction_proposed": [], "hours": [],
    "label_questionnaire": [2027], "label_method": [2027],
    "search_alert_asked": [], "search_alert_stopped": [],
    "collectivities": [], "collectivity": ["communes", "22214-plouezec"], "wagtaildocs_serve": [1, "x.pdf"],
    "label_verify": [], "label_proof": ["x"], "label_credential": ["x"], "label_badge": ["x", "svg"],
    "label_keys": [], "label_withdrawn": [],
    "account_inactive": [], "account_reset_password_done": [], "account_reset_password_from_key_done": [],
}  # fmt: skip
FORM = {
    "correction", "hour_ask", "search_alert", "registration_of", "account_login", "account_reset_password",
    "account_signup",
    # Pages of the tree: the contact form, and the password of a private page.
    "wagtail_serve", "wagtailcore_authenticate_with_password", "wagtailcore_login",
    "wagtaildocs_authenticate_with_password",
}  # fmt: skip
TOKEN = {
    "search_alert_manage": ["x"], "search_alert_confirm": ["x"], "search_alert_stop": ["x"],
    "registration_follow": ["x"], "still_running": ["x"],
}  # fmt: skip
OF_A_LINK = {"account_reset_password_from_key"}
"""allauth's own: its tests are in tests/portal/test_accounts.py."""
SIGNED_IN = {
    "space", "profile", "profile_address", "usersessions_list", "profile_delete", "profile_export", "account_logout",
    "account_change_password",
    "account_set_password", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_reauthenticate", "mfa_authenticate",
}  # fmt: skip
ABOUT_AN_ACCOUNT = {"profile_address_prove": ["x"]}
"""For the person it was sent for (tests/portal/test_profile_address.py)."""
ABOUT_ANOTHER = {"question_ask": [1], "inspiration_declare": [1], "hour_remove": [1]}
"""For who is signed in too; what they do is for the person's own communes (tests/initiatives)."""
MEMBER = {
    "space_of", "space_dossiers", "space_dossier_start", "space_dossier", "space_dossier_section",
    "space_team", "space_team_invite", "space_team_leave", "space_team_remind", "space_team_role",
    "space_dossier_deposit", "space_dossier_take_back", "space_dossier_pdf", "space_dossier_receipt",
    "space_dossier_outcome", "space_dossier_opinion", "space_dossier_feedback", "space_dossier_appeal",
    "space_dossier_deposited", "space_dossier_file_add", "space_dossier_file", "space_dossier_file_remove",
    "space_team_remove", "space_sheet_begin", "space_sheet", "space_sheet_photo", "space_sheet_withdraw",
    "space_sheet_discard", "space_still_running",
    "space_questions", "space_question", "space_question_agree", "space_inspiration", "space_correction_done",
    "space_hours", "space_hour_offer", "space_hour", "space_hour_edit", "space_hour_cancel", "space_hour_give_back",
    "space_hour_calendar",
    "space_statistics", "space_statistics_table", "space_help",
    "space_label_kit", "space_label_sign", "space_label_certificate",
}  # fmt: skip
JUROR = {
    "jury", "jury_answer", "jury_grid", "jury_presentation", "jury_step_aside", "jury_links", "jury_declared",
    "jury_link_choose", "jury_link_suggestions", "jury_link", "jury_link_with", "jury_link_hold", "jury_link_dismiss",
    "jury_link_end", "jury_recusals", "jury_reading", "jury_reading_next", "jury_reading_section",
    "jury_reading_opinion", "jury_reading_others", "jury_reading_skip", "jury_reading_take_back",
    "jury_reading_proof", "jury_reading_file", "jury_deliberation_trial", "jury_deliberation_trial_run",
    "jury_deliberation_trial_dossier",
    "jury_deliberation_door", "jury_deliberation_presences", "jury_deliberation_end", "jury_deliberation_pass_on",
    "jury_deliberation", "jury_deliberation_dossier", "jury_deliberation_decisions", "jury_deliberation_again",
    "jury_deliberation_step_aside", "jury_deliberation_section", "jury_deliberation_proof", "jury_deliberation_file",
    "jury_minutes", "jury_minutes_pdf", "jury_minutes_data", "jury_palmares", "jury_palmares_undo",
}  # fmt: skip
"""For the members of a jury, and in the room of the deliberation for the association too: test_rights.py in
tests/labels/jury, tests/labels/reading, tests/labels/deliberation, tests/labels/robustness, tests/labels/minutes and
tests/labels/settling."""
ELSEWHERE = ("admin/", "api/v1/")
"""Those that have tables of their own: tests/collectivities/admin_table.py, tests/search/api."""
WRITES = ("INSERT", "UPDATE", "DELETE")


def names(resolver: Any, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from names(pattern, path)
        elif pattern.name and not path.startswith(ELSEWHERE):
            yield str(pattern.name)


def test_every_address_is_classified_once() -> None:
    classes = [
        set(READ),
        FORM,
        set(TOKEN),
        OF_A_LINK,
        SIGNED_IN,
        set(ABOUT_AN_ACCOUNT),
        set(ABOUT_ANOTHER),
        MEMBER,
        JUROR,
    ]
    # The page of the API stands below its addresses.
    found = {*names(get_resolver()), "api_documentation"}
    assert found - set().union(*classes) == set()
    assert set().union(*classes) - found == set()
    assert sum(map(len, classes)) == len(set().union(*classes))


def clients() -> Iterator[tuple[str, Client]]:
    yield "anonymous", Client()
    for role, user in (
        ("nobody", UserFactory()),
        ("member", MembershipFactory().user),
        ("association", UserFactory(association=True)),
    ):
        client = Client()
        client.force_login(user)
        yield role, client


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_what_is_read_is_changed_by_no_verb(method: str) -> None:
    CollectivityFactory(code="22214", name="Plouézec")
    found = {}
    for role, client in clients():
        for name, arguments in READ.items():
            with CaptureQueriesContext(connection) as queries:
                status = getattr(client, method)(reverse(name, args=arguments)).status_code
            written = [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
            # A file of open data that was never produced is said to come: 503.
            if status == 500 or written:
                found[f"{role} {name}"] = (status, written)
    assert found == {}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_false_token_opens_nothing_whoever_asks(method: str) -> None:
    for role, client in clients():
        for name, arguments in TOKEN.items():
            answer = getattr(client, method)(reverse(name, args=arguments))
            # Stopping an alert that is gone says what a person wants to read: that it is stopped.
            expected = 200 if name == "search_alert_stop" else 404
            assert (role, name, answer.status_code) == (role, name, expected)


def test_what_is_for_the_signed_in_sends_the_anonymous_to_sign_in() -> None:
    plain = dict.fromkeys(SIGNED_IN - {"account_logout", "mfa_authenticate"}, [])
    for name, arguments in {**plain, **ABOUT_AN_ACCOUNT, **ABOUT_ANOTHER}.items():
        answer = Client().get(reverse(name, args=arguments))
        assert (name, answer.status_code) == (name, 302)
        assert answer.headers["Location"].startswith("/connexion/")
