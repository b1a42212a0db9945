"""Rights of members, as pure functions."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Page

from collectivities.models.membership import Membership

if TYPE_CHECKING:
    from portal.models import User

MEMBERSHIP_CACHE = "_portal_collectivity_ids"


def member_collectivity_ids(user: "User") -> frozenset[int]:
    """Keys of the collectivités a person is a member of; read once per request, since the user object is of this request."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    cached: frozenset[int] | None = getattr(user, MEMBERSHIP_CACHE, None)
    if cached is None:
        cached = frozenset(Membership.objects.of(user).values_list("collectivity_id", flat=True))
        setattr(user, MEMBERSHIP_CACHE, cached)
    return cached


def user_is_member(user: "User") -> bool:
    return bool(member_collectivity_ids(user))


def member_pages(user: "User") -> list[Page]:
    """The pages of a person's collectivités, in every language: those below them are theirs too."""
    keys = member_collectivity_ids(user)
    if not keys:
        return []
    from collectivities.models.pages import CollectivityPage  # the page model uses these rules in its form

    own = CollectivityPage.objects.filter(collectivity_id__in=keys).order_by().values("translation_key")
    return list(Page.objects.filter(translation_key__in=own).order_by("path"))


def user_can_edit_page(user: "User", page: Page) -> bool:
    """Whether a page is one of the person's collectivité, or below it."""
    return any(page.path.startswith(own.path) for own in member_pages(user))


def own_pages_filter(user: "User") -> Q:
    """Matches the person's pages and all that is below them."""
    condition = Q(pk__in=[])
    for page in member_pages(user):
        condition |= Q(path__startswith=page.path)
    return condition


def user_can_choose_media(user: "User", media: Any) -> bool:
    """Whether a member may put an image or document on a page: his commune's, or one the association shares."""
    return media.collectivity_id is None or media.collectivity_id in member_collectivity_ids(user)
