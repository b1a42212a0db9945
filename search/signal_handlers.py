"""Receivers of the search."""

from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from collectivities.signals import territories_changed
from labels.models import Award, Campaign
from labels.signals import awards_changed
from portal.accounts import address_changed
from portal.bounces import address_refused
from portal.models import BasePage
from portal.page_cache import forget_when_changed
from search import documents
from search.alerts.models import SearchAlert
from search.alerts.personal_data import follow_address
from search.models import Document, Synonyms
from search.tasks import follow_labels, index_collectivities, index_tree

FEW_KEYS = 5_000
"""Above, as when every population changed, all are written again rather than a list kept with the task."""

OF_A_DRAFT = frozenset({"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"})
"""The fields of a page that tell of its latest version."""

# They publish no page, and change pages that are kept.
forget_when_changed(SearchPromotion, Synonyms)


def index_saved_page(instance: Page, update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    """As modelsearch does, unless a draft alone was saved: what is searched is what the page says. An editor that saves
    by itself would have the page written in the indexes at each word.
    """
    if update_fields is None or not OF_A_DRAFT.issuperset(update_fields):
        post_save_signal_handler(instance, **kwargs)


for _model in get_indexed_models():
    if issubclass(_model, BasePage):
        post_save.connect(index_saved_page, sender=_model)
        post_delete.connect(post_delete_signal_handler, sender=_model)


@receiver(page_unpublished)
def hide_page(instance: Page, **kwargs: Any) -> None:
    documents.remove([instance.pk])


@receiver(post_save, sender=PageViewRestriction)
def hide_tree(instance: PageViewRestriction, **kwargs: Any) -> None:
    documents.remove_below(instance.page.path)


@receiver(post_delete, sender=PageViewRestriction)
def show_tree(instance: PageViewRestriction, **kwargs: Any) -> None:
    index_tree.enqueue(path=instance.page.path)


@receiver(post_page_move)
def follow_tree(instance: Page, url_path_before: str, **kwargs: Any) -> None:
    """The pages below moved with it; what is private where they are now is gone at once."""
    path = Page.objects.values_list("path", flat=True).get(pk=instance.pk)
    documents.remove_closed(path)
    index_tree.enqueue(path=path)


@receiver(territories_changed)
def follow_collectivities(keys: list[int], **kwargs: Any) -> None:
    """A portal that was never indexed is so by ``update_index``, once it has its pages."""
    if Document.objects.exists():
        index_collectivities.enqueue(keys=keys if len(keys) <= FEW_KEYS else None)


@receiver(territories_changed)
@receiver(awards_changed)
def correct_labels(**kwargs: Any) -> None:
    follow_labels.enqueue()


@receiver(post_save, sender=Award)
@receiver(post_delete, sender=Award)
def correct_label(instance: Award, **kwargs: Any) -> None:
    """One that nobody reads yet changes nothing."""
    if instance.campaign.is_published:
        follow_labels.enqueue()


@receiver(post_save, sender=Campaign)
def await_palmares(instance: Campaign, **kwargs: Any) -> None:
    """Where there is a worker, it follows at the second a palmarès becomes public; elsewhere the next command does."""
    if instance.is_published:
        follow_labels.enqueue()
    elif instance.settled_at and follow_labels.get_backend().supports_defer:
        follow_labels.using(run_after=instance.embargo_until).enqueue()


@receiver(connection_created)
def prefer_indexes(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Tell PostgreSQL that a page read here or there costs what the next one costs, as on any disk without arms.

    By default it reads every row for a frequent word, and joins the vectors of each: twice to three times slower.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET random_page_cost = 1.1")


address_changed.connect(follow_address)


@receiver(address_refused)
def stop_alerts(address: str, **kwargs: Any) -> None:
    """Nobody reads them, and whose the address was is kept no longer."""
    SearchAlert.objects.filter(email=address).delete()
