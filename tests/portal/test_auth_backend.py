"""Who asks is read once, with what nearly every private page looks at."""

from typing import Any

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest
from django.test import Client

from portal.models import User
from portal.permissions import ASSOCIATION_GROUP, user_is_association
from tests.factories import UserFactory


def asks(client: Client) -> Any:
    """As a request reads her."""
    request = HttpRequest()
    request.session = client.session
    return get_user(request)


@pytest.mark.parametrize("traits", [{}, {"association": True}, {"superuser": True}])
def test_what_she_is_takes_one_query(
    traits: dict[str, bool], client_of: Any, db: None, django_assert_num_queries: Any
) -> None:
    request = HttpRequest()
    request.session = client_of(UserFactory(**traits)).session
    request.session.keys()  # Reads it, which is another query.
    with django_assert_num_queries(1):
        user: Any = get_user(request)
        assert user_is_association(user) is bool(traits.get("association"))
        assert not hasattr(user, "wagtail_userprofile")


def test_a_right_of_her_own_counts_beside_those_of_her_groups(client_of: Any, db: None) -> None:
    user = UserFactory()
    client = client_of(user)
    assert not asks(client).has_perm("labels.change_campaign")
    user.user_permissions.add(Permission.objects.get(codename="change_campaign"))
    assert asks(client).has_perm("labels.change_campaign")
    assert not asks(client).has_perm("labels.delete_campaign")


def test_who_joins_or_leaves_the_association_is_so_at_the_next_page(client_of: Any, db: None) -> None:
    user, group = UserFactory(), Group.objects.get(name=ASSOCIATION_GROUP)
    client = client_of(user)
    assert client.get("/admin/label/dossiers/").status_code == 403
    user.groups.add(group)
    assert client.get("/admin/label/dossiers/").status_code == 200
    user.groups.remove(group)
    assert client.get("/admin/label/dossiers/").status_code == 403


def test_an_account_that_was_closed_is_nobody(client_of: Any, db: None) -> None:
    user = UserFactory(association=True)
    client = client_of(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert asks(client).is_anonymous
