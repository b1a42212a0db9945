"""What a member does in the admin, day after day, and what it costs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page

from collectivities.models import Membership
from initiatives.models import InitiativePage
from tests.admin import form, queries
from tests.factories import CollectivityPageFactory, CustomImageFactory, InitiativePageFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_a_member_works_on_his_own_pages(member: Any, member_client: Client) -> None:
    initiative = InitiativePageFactory(parent=member.page)
    for page in (member.page, initiative):
        assert member_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert member_client.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
    assert member_client.get(reverse("wagtailadmin_home")).status_code == 200
    assert member_client.get(reverse("wagtailadmin_pages:add_subpage", args=[member.page.pk])).status_code == 200


def test_a_member_creates_a_draft_and_submits_it(member: Any, member_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["initiatives", "initiativepage", member.page.pk])
    answer = member_client.post(address, form("La bibliothèque prête des tablettes", **{"action-submit": "1"}))
    assert answer.status_code == 302, answer.context["form"].errors
    page = InitiativePage.objects.get(title="La bibliothèque prête des tablettes")
    assert not page.live
    assert page.collectivity == member.membership.collectivity
    assert page.workflow_in_progress


@pytest.mark.parametrize("action", ["action-publish", "action-unpublish"])
def test_a_member_publishes_nothing(action: str, member: Any, member_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page, live=False, title="Un brouillon")
    member_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form("Un brouillon", **{action: "1"}))
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("name", ["delete", "move", "copy", "unpublish"])
def test_a_member_takes_nothing_away(name: str, member: Any, member_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page)
    argument = "page_to_move_id" if name == "move" else "page_id"
    address = reverse(f"wagtailadmin_pages:{name}", kwargs={argument: page.pk})
    assert member_client.get(address).status_code == 403
    assert member_client.post(address).status_code == 403
    assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("live", [True, False])
def test_a_members_tester_writes_and_submits_only(live: bool, member: Any) -> None:
    page = InitiativePageFactory(parent=member.page, live=live)
    for tester in (page.permissions_for_user(member), Page.objects.get(pk=page.pk).permissions_for_user(member)):
        assert tester.can_edit()
        assert tester.can_submit_for_moderation()
        assert not any([
            tester.can_delete(), tester.can_move(), tester.can_copy(), tester.can_publish(), tester.can_unpublish(),
            tester.can_lock(), tester.can_unlock(), tester.can_set_view_restrictions(), tester.can_unschedule(),
            tester.can_reorder_children(), tester.can_move_to(member.page), tester.can_copy_to(member.page),
        ])  # fmt: skip


def test_a_member_adds_initiatives_below_his_commune_only(member: Any, other_member: Any) -> None:
    assert member.page.permissions_for_user(member).can_add_subpage()
    assert not member.page.get_parent().permissions_for_user(member).can_add_subpage()
    assert not other_member.page.permissions_for_user(member).can_add_subpage()


def test_revocation_takes_effect_in_an_open_session(member: Any, member_client: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[member.page.pk])
    assert member_client.get(address).status_code == 200
    member.membership.delete()
    assert member_client.get(address).status_code == 403
    assert not member.groups.exists()


def test_one_of_two_memberships_keeps_the_door_open(member: Any, member_client: Client) -> None:
    second = MembershipFactory(user=member)
    member.membership.delete()
    assert member.groups.count() == 1
    assert member_client.get(reverse("wagtailadmin_home")).status_code == 200
    second.delete()
    assert member_client.get(reverse("wagtailadmin_home")).status_code == 403


def test_a_deactivated_member_is_out(member: Any, member_client: Client) -> None:
    member.is_active = False
    member.save()
    assert "/connexion/" in member_client.get(reverse("wagtailadmin_home")).headers["Location"]


def test_the_rights_cover_every_language(member: Any) -> None:
    translated = member.page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    below = InitiativePageFactory(parent=translated)
    assert translated.permissions_for_user(member).can_edit()
    assert below.permissions_for_user(member).can_edit()


def test_the_explorer_filters_by_no_person(association_client: Client, member: Any) -> None:
    InitiativePageFactory(parent=member.page, owner=member)
    content = association_client.get(reverse("wagtailadmin_explore", args=[member.page.pk])).content.decode()
    assert "id_content_type" in content
    assert "edited_by" not in content
    assert member.last_name not in content


def test_the_list_of_a_type_filters_by_no_person(association_client: Client, member: Any) -> None:
    InitiativePageFactory(parent=member.page, owner=member)
    address = reverse("wagtailadmin_pages:type_use", args=["initiatives", "initiativepage"])
    content = association_client.get(address).content.decode()
    assert "id_site" in content
    assert "edited_by" not in content
    assert member.last_name not in content


def test_a_members_admin_costs_the_same_among_many_communes(member: Any, member_client: Client) -> None:
    initiative = InitiativePageFactory(parent=member.page)
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[member.page.pk]),
        reverse("wagtailadmin_pages:edit", args=[initiative.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[member.page.pk]),
        reverse("wagtailadmin_pages:add", args=["initiatives", "publicaccesspage", member.page.pk]),
        reverse("wagtailadmin_choose_page_child", args=[member.page.get_parent().pk]),
        reverse("wagtailimages_chooser:choose"),
    ]
    # A full page of the chooser, so that only the number of communes differs.
    for _number in range(30):
        CollectivityPageFactory()
    few = [queries(member_client, address) for address in addresses]
    for _number in range(270):
        CollectivityPageFactory()
    assert [queries(member_client, address) for address in addresses] == few


def test_an_agent_of_many_communes_pays_no_query_per_commune(member: Any, member_client: Client) -> None:
    addresses = [reverse("wagtailadmin_home"), reverse("wagtailadmin_explore", args=[member.page.get_parent().pk])]
    for size in (55, 65):
        while Membership.objects.filter(user=member).count() < size:
            MembershipFactory(user=member, collectivity=CollectivityPageFactory().collectivity)
        counts = [queries(member_client, address) for address in addresses]
        if size == 55:
            few = counts
    assert counts == few


def test_the_choosers_offer_own_and_shared_files_only(member: Any, other_member: Any, member_client: Client) -> None:
    own = CustomImageFactory(title="Image de ma commune", collectivity=member.membership.collectivity)
    shared = CustomImageFactory(title="Image partagée")
    foreign = CustomImageFactory(title="Image d'ailleurs", collectivity=other_member.membership.collectivity)
    content = member_client.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert own.title in content
    assert shared.title in content
    assert "ailleurs" not in content
    assert member_client.get(reverse("wagtailimages:edit", args=[own.pk])).status_code == 200
    for image in (shared, foreign):
        assert member_client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 403
    assert member_client.get(reverse("wagtailimages_chooser:chosen", args=[foreign.pk])).status_code == 302


def test_a_member_searches_among_his_files(
    member: Any, other_member: Any, member_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        CustomImageFactory(title="Bibliothèque de ma commune", collectivity=member.membership.collectivity)
        CustomImageFactory(title="Bibliothèque d'ailleurs", collectivity=other_member.membership.collectivity)
    content = member_client.get(reverse("wagtailimages:index"), {"q": "bibliothèque"}).content.decode()
    assert "Bibliothèque de ma commune" in content
    assert "ailleurs" not in content


def test_a_member_deletes_a_file_of_his_that_nothing_uses(
    member: Any, member_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    unused = CustomImageFactory(collectivity=member.membership.collectivity)
    used = CustomImageFactory(collectivity=member.membership.collectivity)
    shared = CustomImageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        InitiativePageFactory(parent=member.page, image=used)
    for image, expected in ((unused, True), (used, False), (shared, False)):
        member_client.post(reverse("wagtailimages:delete", args=[image.pk]))
        assert type(image).objects.filter(pk=image.pk).exists() is not expected
