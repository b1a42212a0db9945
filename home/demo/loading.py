"""Loads the demonstration in one transaction, and removes it."""

import datetime
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page

from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage
from home.demo import accounts, choosing, content, editorial, hours, readings, sheets
from home.demo.label import loading as label
from home.demo.recording import DemoRecorder, values_of
from home.models import DemoItem
from home.setup import set_up_portal
from initiatives.models import InitiativePage
from labels.freezing import thawed
from labels.models import Campaign
from portal.bulk import add_children, refresh_statistics

OPENED = datetime.date(1998, 9, 1)
"""When the platform opened; the registrations of the demonstration spread from there to the end of 2007."""
DAYS_TO_THE_END_OF_2007 = 3_400
TOLD = ("summary", "introduction", "contact_role")
"""What a collectivité may say of itself."""


def is_loaded() -> bool:
    return DemoItem.objects.exists()


@transaction.atomic
def load(tell: Callable[[str], None]) -> None:
    """Make the whole demonstration, telling each step. Raises ValueError when the reference data are not loaded."""
    home = set_up_portal()
    record = DemoRecorder()
    texts = content.initiatives()
    tell("registered collectivités")
    pages = _register(choosing.choose({sheet["commune"] for sheet in texts}), record)
    tell(f"{len(texts)} initiatives and their pictures")
    sheets.load(texts, pages, record)
    hours.load(content.hours(), pages, record)
    readings.load({pages[text["commune"]].collectivity_id for text in texts})
    tell("articles, events, resources, programmes and sections")
    editorial.load(home, content.editorial(), record)
    tell("accounts")
    accounts.load(pages, record)
    tell("the label: awards since 1999, dossiers of the open campaign")
    label.load(pages, accounts.own_codes(pages), record)
    record.save()
    refresh_statistics(Page, InitiativePage, InitiativePage.themes.through)


@transaction.atomic
def remove() -> int:
    """Remove what ``load`` made and nothing else; returns how many objects are gone."""
    items = list(DemoItem.objects.order_by("-pk"))
    page_type = ContentType.objects.get_for_model(Page)
    pages = Page.objects.filter(pk__in=[item.object_id for item in items if item.content_type_id == page_type.pk])
    count = pages.count()
    campaign_type = ContentType.objects.get_for_model(Campaign)
    label.remove([item.object_id for item in items if item.content_type_id == campaign_type.pk])
    pages.delete()
    with thawed():
        for item in items:
            if item.content_type_id != page_type.pk and item.item:
                item.item.delete()
                count += 1
    editorial.reset()
    DemoItem.objects.all().delete()
    return count


def _register(keys: list[int], record: DemoRecorder) -> dict[str, CollectivityPage]:
    """The page of each chosen collectivité, by official code; those already registered are left alone."""
    pages: dict[str, CollectivityPage] = {}
    for index in CollectivityIndexPage.objects.filter(locale__language_code="fr"):
        known = set(CollectivityPage.objects.child_of(index).values_list("collectivity_id", flat=True))
        chosen = Collectivity.objects.filter(pk__in=keys, kind=index.kind).exclude(pk__in=known)
        new = [_collectivity_page(collectivity) for collectivity in chosen.select_related("departement")]
        add_children(index, new)
        record(*new)
        pages |= {page.collectivity.code: page for page in new}
    return pages


def _collectivity_page(collectivity: Collectivity) -> CollectivityPage:
    day = OPENED + datetime.timedelta(days=int(collectivity.code, 36) * 7919 % DAYS_TO_THE_END_OF_2007)
    return CollectivityPage(
        title=collectivity.name,
        slug=collectivity.page_slug,
        collectivity=collectivity,
        joined_on=day,
        first_published_at=datetime.datetime.combine(day, datetime.time(9), datetime.UTC),
        **values_of(content.collectivities().get(collectivity.code, {}), TOLD),
    )
