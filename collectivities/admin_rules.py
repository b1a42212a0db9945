"""Conditions under which a member may open an address of the admin.

Each takes the request and what the address names, and tells whether to let the request through to Wagtail, which checks
again. They close what Wagtail does not look at: a title shown above a list, a file named by its number, a subtree.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page

from collectivities.models import CustomDocument, CustomImage
from collectivities.permissions import (
    member_pages,
    user_can_edit_page,
    user_can_read_title,
    user_owns_media,
)

Rule = Callable[[HttpRequest, dict[str, Any]], bool]

PAGE_KEYS = ("page_id", "parent_page_id", "pk")
SYNCED_TRANSLATION_BUTTONS = ("localize-restart-translation", "localize-convert-to-alias")
"""Buttons of the editor that replace a page's text without moderation, or take its « submit » button away."""


def _page(kwargs: dict[str, Any]) -> Page | None:
    key = next((kwargs[name] for name in PAGE_KEYS if name in kwargs), None)
    return Page.objects.filter(pk=key).first()


def own_page(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The page named by the address is the member's."""
    page = _page(kwargs)
    return bool(page and user_can_edit_page(request.user, page))


def own_page_in_the_editor(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The page is the member's, and no button of synced translation was sent: his translations are ordinary pages."""
    return own_page(request, kwargs) and not any(button in request.POST for button in SYNCED_TRANSLATION_BUTTONS)


def own_page_or_above(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The page is the member's, or one of those above it that lead to it."""
    page = _page(kwargs)
    if page is None:
        return False
    return any(own.path.startswith(page.path) or page.path.startswith(own.path) for own in member_pages(request.user))


def readable_parent(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The chooser opens below a page that everyone may read, or the member's own: it shows the title of that page."""
    page = _page(kwargs)
    return bool(page and user_can_read_title(request.user, page))


def readable_start(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """The chooser of a type of pages opens at the first page above them all: it may be read as well."""
    names = [name for name in request.GET.get("page_type", "").split(",") if name]
    if not names:
        return True
    try:
        models = [resolve_model_string(name) for name in names]
    except (LookupError, ValueError):
        return False
    page = Page.objects.type(*models).first_common_ancestor()
    return user_can_read_title(request.user, page)


def readable_pages(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """Every page asked for by number is public or the member's own."""
    keys = [key for key in request.GET.getlist("id") if key.isdecimal()]
    return all(user_can_read_title(request.user, page) for page in Page.objects.filter(pk__in=keys))


def own_page_alone(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    """A member asks for a translation of one of his pages, never of a whole subtree."""
    return own_page(request, kwargs) and not request.POST.get("include_subtree")


def own_image(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    image = CustomImage.objects.filter(pk=kwargs["image_id"]).first()
    return bool(image and user_owns_media(request.user, image))


def own_document(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    key = kwargs["document_id"] if "document_id" in kwargs else kwargs["doc_id"]
    document = CustomDocument.objects.filter(pk=key).first()
    return bool(document and user_owns_media(request.user, document))
