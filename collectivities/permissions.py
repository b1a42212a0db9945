"""Rights of members, as pure functions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Substr
from django.db.models.lookups import In
from wagtail.models import Page, ReferenceIndex

from collectivities.models.membership import Membership
from portal.permissions import Person, user_is_association

MEMBERSHIP_CACHE = "_portal_collectivity_ids"
PAGES_CACHE = "_portal_member_pages"
MAX_PREFIXES = 50


def member_collectivity_ids(user: Person) -> frozenset[int]:
    """Keys of the collectivités a person is a member of; read once per request, as the user object is."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    cached: frozenset[int] | None = getattr(user, MEMBERSHIP_CACHE, None)
    if cached is None:
        cached = frozenset(Membership.objects.of(user).values_list("collectivity_id", flat=True))
        setattr(user, MEMBERSHIP_CACHE, cached)
    return cached


def user_is_member(user: Person) -> bool:
    return bool(member_collectivity_ids(user))


def user_is_only_member(user: Person) -> bool:
    """A member who is neither superuser nor of the association: those two depend on no commune."""
    return user_is_member(user) and not user.is_superuser and not user_is_association(user)


def member_pages(user: Person) -> list[Page]:
    """The pages of a person's collectivités, in every language: those below them are theirs too."""
    keys = member_collectivity_ids(user)
    if not keys:
        return []
    cached: list[Page] | None = getattr(user, PAGES_CACHE, None)
    if cached is None:
        from collectivities.models.pages import CollectivityPage  # the page model uses these rules in its form

        own = CollectivityPage.objects.filter(collectivity_id__in=keys).order_by().values("translation_key")
        cached = list(Page.objects.filter(translation_key__in=own).order_by("path"))
        setattr(user, PAGES_CACHE, cached)
    return cached


def user_can_edit_page(user: Person, page: Page) -> bool:
    """Whether a page is one of the person's collectivité, or below it."""
    return any(page.path.startswith(own.path) for own in member_pages(user))


def user_can_read_title(user: Person, page: Page) -> bool:
    """Whether a member may learn that a page exists: it is public, above everything, or his own."""
    return page.is_root() or user_can_edit_page(user, page) or Page.objects.live().public().filter(pk=page.pk).exists()


def own_pages_filter(user: Person) -> Q:
    """Matches the person's pages and all that is below them."""
    return pages_below(page.path for page in member_pages(user))


def pages_below(paths: Iterable[str]) -> Q:
    """Matches the pages at these places of the tree and below.

    Few places are told by prefixes, which an index serves. Many, those of an agent of 300 communes, by comparing heads:
    SQLite refuses an expression more than 1,000 deep.
    """
    distinct = set(paths)
    condition = Q(pk__in=[])
    if len(distinct) <= MAX_PREFIXES:
        for path in distinct:
            condition |= Q(path__startswith=path)
        return condition
    by_length: dict[int, list[str]] = defaultdict(list)
    for path in distinct:
        by_length[len(path)].append(path)
    for length, heads in by_length.items():
        condition |= Q(In(Substr(F("path"), 1, length), heads))
    return condition


def user_can_choose_media(user: Person, media: Any) -> bool:
    """Whether a member may put an image or document on a page: his commune's, or one the association shares."""
    return media.collectivity_id is None or media.collectivity_id in member_collectivity_ids(user)


def user_owns_media(user: Person, media: Any) -> bool:
    """Whether an image or document is one of the person's commune."""
    return media.collectivity_id is not None and media.collectivity_id in member_collectivity_ids(user)


def media_is_used(media: Any) -> bool:
    """Whether a page, a draft of one, or anything else shows this image or document."""
    return bool(ReferenceIndex.get_references_to(media).exists())
