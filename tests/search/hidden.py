"""Sheets and pages that no one may read: what gives data to anyone must hold none of them.

``VISIBILITIES`` are the ways a thing is hidden, as data, beside the public ones that show what would be there;
``make_world`` makes a thing of each kind in one of them.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import HomePage, SectionPage
from initiatives.models import Audience, InitiativePage
from portal.permissions import ASSOCIATION_GROUP
from portal.searchable import Kind
from search import documents, similar
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    EventPageFactory,
    InitiativePageFactory,
    ResourcePageFactory,
    theme,
)
from tests.labels.factories import CampaignFactory

WORD = "zinzolin"
"""It stands in the title of every one of them."""
MARK = "capucine"
"""It stands beside it, and nobody asks for it: where it shows, the thing does."""
IN_TEXT = "cormoran"
"""It stands in the text of the sheet alone."""
SHARED = "lanterne"
"""It stands in the sheet, and in the one that everybody reads."""
PROMOTED = "promue"
"""The words that promote the article."""
THEME = "education-et-formation"
"""The theme of the sheet, and of nothing else."""
COMMUNE, REGISTERED = "22046", "56083"
"""The commune of the sheet, and the one whose own page is among the things."""

Things = dict[Kind, Any]


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


def make_private(page: Any, restriction: str = PageViewRestriction.PASSWORD) -> None:
    made = PageViewRestriction.objects.create(page=page, restriction_type=restriction, password="arobase")
    if restriction == PageViewRestriction.GROUPS:
        made.groups.set(Group.objects.filter(name=ASSOCIATION_GROUP))


@dataclass(frozen=True, slots=True)
class Visibility:
    """``make`` gives the things as they end up. Readers ask in ``language``."""

    make: Callable[[], Things]
    language: str = "fr"
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """The things in one visibility, and ``other``, a sheet that anyone reads in the language of the readers."""

    visibility: str
    things: Things
    other: InitiativePage
    keys: Mapping[Kind, set[int]] = field(default_factory=dict)
    """Of the thing and of what it translates, by kind: a deleted one has none left of its own."""

    @property
    def language(self) -> str:
        return VISIBILITIES[self.visibility].language

    @property
    def is_public(self) -> bool:
        return VISIBILITIES[self.visibility].is_public


def make_world(name: str) -> World:
    """Everything is indexed as it is on a portal: once each step is committed."""
    other, breton = _readable()
    things = VISIBILITIES[name].make()
    keys = {kind: set(_keys(thing)) for kind, thing in things.items()}
    return World(name, things, breton if VISIBILITIES[name].language == "br" else other, keys)


def _keys(thing: Page) -> list[int]:
    family = Page.objects.filter(translation_key=thing.translation_key).values_list("pk", flat=True)
    return [*family, *([thing.pk] if thing.pk else [])]


def committed() -> Any:
    return TestCase.captureOnCommitCallbacks(execute=True)


def _readable() -> tuple[InitiativePage, InitiativePage]:
    """A sheet of another commune, in French and in Breton; there was a palmarès, in which none of them is."""
    with committed():
        CampaignFactory(is_past=True, year=2007)
        commune = CollectivityPageFactory(collectivity__code="22214", collectivity__name="Plouézec")
        sheet = InitiativePageFactory(parent=commune, title=f"Une {SHARED}", slug="autre", summary="")
    return sheet, _translated(sheet)


def _translated(page: Any, *, alias: bool = False) -> Any:
    """The Breton copy of a page, published; an alias is as live as the page."""
    with committed():
        copy = page.copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True, alias=alias)
        if not alias:
            copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def _things(*, told: bool = True, **values: Any) -> Things:
    """A thing of each kind; where it is not ``told``, it says nothing of what is looked for."""
    title = f"Un {WORD} {MARK}" if told else "Une page neutre"
    texts = {"title": title, "slug": MARK if told else "neutre", **values}
    with committed():
        commune = CollectivityPageFactory(
            collectivity__code=COMMUNE,
            collectivity__name="Le Mené",
            collectivity__intercommunality=CollectivityFactory(intercommunal=True),
        )
        made = {
            Kind.COLLECTIVITY: CollectivityPageFactory(
                collectivity__code=REGISTERED,
                collectivity__name="Hennebont",
                summary=title,
                **values,
            ),
            Kind.ARTICLE: ArticlePageFactory(**texts),
            Kind.EVENT: EventPageFactory(**texts),
            Kind.RESOURCE: ResourcePageFactory(**texts),
            Kind.INITIATIVE: InitiativePageFactory(
                parent=commune,
                first_published_at=timezone.now(),
                confirmed_on=timezone.localdate(),
                **texts,
                **(_told() if told else {}),
            ),
        }
        SearchPromotion.objects.create(query=Query.get(PROMOTED), page=made[Kind.ARTICLE], sort_order=1)
        documents.write_collectivities([made[Kind.COLLECTIVITY].collectivity_id])
    _compare()
    return made


def _told() -> dict[str, Any]:
    """What the sheet alone says, beside its title."""
    return {
        "summary": f"Une {SHARED} qui est {WORD}.",
        "body": [("paragraph", f"<p>Un {IN_TEXT} veille.</p>")],
        "themes": [theme(THEME)],
        "audiences": list(Audience.objects.all()[:1]),
        "stage": "trial",
    }


def _compare() -> None:
    """What resembles what, before anything is hidden: the next night has not come."""
    similar.find(InitiativePage.objects.live().values_list("pk", flat=True))


def _after(hide: Callable[[Things], None]) -> Callable[[], Things]:
    """Public things that are hidden afterwards."""

    def make() -> Things:
        things = _things()
        with committed():
            hide(things)
        return things

    return make


def _restricted(restriction: str) -> Callable[[], Things]:
    def restrict(things: Things) -> None:
        for page in things.values():
            make_private(page, restriction)

    return _after(restrict)


def _draft() -> Things:
    return _things(live=False)


def _unpublish(things: Things) -> None:
    for page in things.values():
        page.unpublish()


def _expired() -> Things:
    things = _things(expire_at=timezone.now() - datetime.timedelta(hours=1))
    with committed():
        call_command("publish_scheduled")
    return things


def _scheduled() -> Things:
    things = _things(live=False)
    with committed():
        for page in things.values():
            page.go_live_at = timezone.now() + datetime.timedelta(days=1)
            page.save_revision().publish()
    return things


def _restrict_above(things: Things) -> None:
    """The index of collectivités holds them all: the page of one is below nothing else."""
    alone = things[Kind.COLLECTIVITY]
    above = [page.get_parent() for page in things.values() if page is not alone]
    for page in (alone, *above):
        make_private(page)


def _move_below_private(things: Things) -> None:
    """The commune goes with its sheet."""
    home = HomePage.objects.get(locale__language_code="fr")
    section = home.add_child(instance=SectionPage(title="Réservée", slug="reservee", locale=home.locale))
    make_private(section)
    for kind, page in things.items():
        moved = page.get_parent() if kind == Kind.INITIATIVE else page
        # Two things of one parent may not have one address.
        place = section.add_child(instance=SectionPage(title=kind, slug=kind, locale=home.locale))
        Page.objects.get(pk=moved.pk).move(Page.objects.get(pk=place.pk), pos="last-child")
        section.refresh_from_db()


def _delete(things: Things) -> None:
    for page in things.values():
        page.delete()


def _changed_draft() -> Things:
    """Public things whose next version, not published yet, says what is looked for."""
    things = _things(told=False)
    with committed():
        for kind, page in things.items():
            page.title, page.slug, page.summary = f"Un {WORD} {MARK}", MARK, f"{WORD} {MARK}"
            for name, value in (_told() if kind == Kind.INITIATIVE else {}).items():
                setattr(page, name, value)
            page.save_revision()
    return things


def _in_breton(*, is_original_shown: bool = False, alias: bool = False) -> Callable[[], Things]:
    def make() -> Things:
        originals = _things()
        copies = {kind: _translated(page, alias=alias) for kind, page in originals.items()}
        _compare()
        if not is_original_shown:
            with committed():
                _unpublish(originals)
            # Wagtail hides aliases with their original: live ones are what is asked here.
            for copy in copies.values():
                copy.live = True
                copy.save(update_fields=["live"])
        return copies

    return make


VISIBILITIES = {
    "public": Visibility(_things, is_public=True),
    "public in Breton": Visibility(_in_breton(is_original_shown=True), "br", is_public=True),
    "draft": Visibility(_draft),
    "unpublished": Visibility(_after(_unpublish)),
    "expired": Visibility(_expired),
    "scheduled": Visibility(_scheduled),
    "password": Visibility(_restricted(PageViewRestriction.PASSWORD)),
    "login": Visibility(_restricted(PageViewRestriction.LOGIN)),
    "group": Visibility(_restricted(PageViewRestriction.GROUPS)),
    "below a private page": Visibility(_after(_restrict_above)),
    "moved below a private page": Visibility(_after(_move_below_private)),
    "other locale": Visibility(_in_breton()),
    "alias": Visibility(_in_breton(alias=True), "br"),
    "deleted": Visibility(_after(_delete)),
    "changed draft": Visibility(_changed_draft),
}
