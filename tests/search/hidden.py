"""Sheets and pages that no one may read: what gives data to anyone must hold none of them."""

from typing import Any

from wagtail.models import Locale, PageViewRestriction

from tests.factories import CollectivityPageFactory, InitiativePageFactory

WORD = "zinzolin"
"""It stands in the title of every one of them."""


def hidden_sheets() -> list[Any]:
    """A draft, an expired one, a private one, one below a private page, and a copy that translates nothing."""
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    draft = InitiativePageFactory(parent=commune, title=f"Brouillon {WORD}", live=False)
    expired = InitiativePageFactory(parent=commune, title=f"Expirée {WORD}", live=False, expired=True)
    private = InitiativePageFactory(parent=commune, title=f"Privée {WORD}")
    make_private(private)
    below = InitiativePageFactory(parent=hidden_commune(), title=f"Dessous {WORD}")
    translated = InitiativePageFactory(parent=commune, title=f"Traduite {WORD}")
    alias = translated.copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True, alias=True)
    translated.unpublish()
    alias.live = True
    alias.save()
    return [draft, expired, private, below, translated, alias]


def hidden_commune() -> Any:
    """The page of a collectivité that only those who have the password may read."""
    page = CollectivityPageFactory(collectivity__code="56083", collectivity__name="Hennebont", summary=WORD)
    make_private(page)
    return page


def make_private(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="arobase")
