"""One table: address × role × answer, over every address of the admin."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from collectivities.admin_access import ALLOWED, REFUSED, RULES, is_classified, is_refused
from tests.factories import CollectivityPageFactory, CustomImageFactory, InitiativePageFactory, UserFactory

pytestmark = pytest.mark.django_db


def admin_names(resolver: Any = None, namespace: str = "", prefix: str = "") -> Iterator[str]:
    """The name of every address below ``/admin/``."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if not prefix and not path.startswith("admin/"):
                continue
            yield from admin_names(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""), path)
        elif isinstance(pattern, URLPattern) and path.startswith("admin/") and pattern.name:
            yield namespace + pattern.name


NAMES = sorted(set(admin_names()))


def test_the_walk_sees_the_whole_admin() -> None:
    assert len(NAMES) > 200
    assert "wagtailadmin_pages:edit" in NAMES


def test_every_address_is_classified_once() -> None:
    assert [name for name in NAMES if not is_classified(name)] == []
    assert [name for name in NAMES if (name in ALLOWED) + (name in RULES) + is_refused(name) > 1] == []


def test_nothing_is_classified_that_does_not_exist() -> None:
    assert sorted((ALLOWED | set(RULES) | REFUSED) - set(NAMES)) == []


PARAMETERS = {
    "content_type_app_name": "initiatives", "content_type_model_name": "initiativepage", "app_label": "initiatives",
    "model_name": "theme", "app_name": "portal", "action": "delete", "action_name": "copy", "filter_spec": "original",
}  # fmt: skip


def address(name: str, page: Page) -> str | None:
    """The address of this name, for a page where it takes one."""
    candidates: list[dict[str, Any]] = [{}]
    for pattern in get_resolver().reverse_dict.getlist(name.rpartition(":")[2]):
        candidates += [
            dict.fromkeys(parameters, page.pk) | {k: v for k, v in PARAMETERS.items() if k in parameters}
            for _t, parameters in pattern[0]
        ]
    resolver: Any = get_resolver()
    for part in name.split(":")[:-1]:
        resolver = _namespace(resolver, part)
    for possibilities in resolver.reverse_dict.getlist(name.rpartition(":")[2]):
        for _template, parameters in possibilities[0]:
            candidates.append(
                dict.fromkeys(parameters, page.pk) | {k: v for k, v in PARAMETERS.items() if k in parameters}
            )
    for kwargs in reversed(candidates):
        try:
            return reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    return None


def _namespace(resolver: Any, part: str) -> Any:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == part:
                return pattern
            try:
                return _namespace(pattern, part)
            except LookupError:
                continue
    raise LookupError(part)


OPEN_TO_ALL = {
    "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite",
    "wagtailadmin_password_reset", "wagtailadmin_password_reset_done", "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete", "wagtail_localize:javascript_catalog",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_who_opens_what(name: str, member: Any, other_member: Any, client_of: Any) -> None:
    """Anonymous and role-less never get in; a member never opens what is refused, nor the other commune's page."""
    other_page = InitiativePageFactory(parent=other_member.page, live=False)
    own, other = address(name, member.page), address(name, other_page)
    if own is None:
        pytest.fail(f"No address could be made for {name}")
    anonymous = Client().get(own)
    if name not in OPEN_TO_ALL:
        assert anonymous.status_code in {302, 403, 401, 404}
    if name == "wagtailadmin_logout":
        return
    nobody = client_of(UserFactory()).get(own)
    if name not in OPEN_TO_ALL:
        assert nobody.status_code in {302, 403}
    answer = client_of(member).get(own)
    if is_refused(name):
        assert answer.status_code == 403
        assert client_of(member).post(own).status_code == 403
    elif name in RULES:
        assert (
            client_of(member).get(other).status_code in {302, 403, 404}
            or name == "wagtailadmin_choose_page_chosen_multiple"
        )
        assert other_page.title.encode() not in client_of(member).get(other).content


def test_a_member_works_on_his_own_pages(member: Any, member_client: Client) -> None:
    initiative = InitiativePageFactory(parent=member.page)
    for page in (member.page, initiative):
        assert member_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
        assert member_client.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
    assert member_client.get(reverse("wagtailadmin_home")).status_code == 200
    assert member_client.get(reverse("wagtailadmin_pages:add_subpage", args=[member.page.pk])).status_code == 200


@pytest.mark.parametrize("name", ["edit", "add_subpage", "history", "view_draft"])
def test_a_member_is_refused_on_the_other_communes_pages(name: str, other_member: Any, member_client: Client) -> None:
    page = InitiativePageFactory(parent=other_member.page, live=False, title="Un brouillon secret")
    answer = member_client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
    assert answer.status_code in {302, 403}
    assert "Un brouillon secret" not in answer.content.decode()


@pytest.mark.parametrize("name", ["delete", "move", "copy", "unpublish"])
def test_a_member_takes_nothing_away(name: str, member: Any, member_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page)
    address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    assert member_client.get(address).status_code == 403
    assert member_client.post(address).status_code == 403
    assert Page.objects.get(pk=page.pk).live
    tester = page.permissions_for_user(member)
    assert not any(
        [tester.can_delete(), tester.can_move(), tester.can_copy(), tester.can_publish(), tester.can_unpublish()]
    )


def test_the_association_opens_the_admin_but_not_the_accounts(association_client: Client) -> None:
    assert association_client.get(reverse("wagtailadmin_explore_root")).status_code == 200
    assert (
        association_client.get(
            reverse("wagtailsettings:edit", args=["portal", "portalsettings"]), follow=True
        ).status_code
        == 200
    )
    for name in ("wagtailusers_users:index", "wagtailusers_groups:index", "wagtailsites:index", "wagtaillocales:index"):
        assert association_client.get(reverse(name)).status_code in {302, 403}


def test_revocation_takes_effect_in_an_open_session(member: Any, member_client: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[member.page.pk])
    assert member_client.get(address).status_code == 200
    member.membership.delete()
    assert member_client.get(address).status_code == 403


def test_the_explorer_lists_no_names_of_people(association_client: Client, member: Any) -> None:
    InitiativePageFactory(parent=member.page, owner=member)
    content = association_client.get(reverse("wagtailadmin_explore", args=[member.page.pk])).content.decode()
    assert "edited_by" not in content
    assert member.last_name not in content


@pytest.mark.parametrize("size", [2, 40])
def test_the_explorer_as_a_member_is_constant(
    size: int, member: Any, member_client: Client, django_assert_max_num_queries: Any
) -> None:
    for _number in range(size):
        CollectivityPageFactory()
    address = reverse("wagtailadmin_explore", args=[member.page.pk])
    member_client.get(address)
    with django_assert_max_num_queries(60) as captured:
        member_client.get(address)
    COUNTS[size] = len(captured)
    assert len(set(COUNTS.values())) == 1


COUNTS: dict[int, int] = {}


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
        assert member_client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 302
    assert member_client.get(reverse("wagtailimages_chooser:chosen", args=[foreign.pk])).status_code in {302, 403, 404}
