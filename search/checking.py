"""Compares the documents of the search with what anyone may read, and makes them equal."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from collectivities.models import Collectivity
from portal.batches import batched
from portal.searchable import Kind
from search import documents
from search.keys import document_key
from search.models import Document

STEP = 500


@dataclass(frozen=True, slots=True)
class Gaps:
    """Keys of pages and of collectivités without a document, and of documents of what nobody may read."""

    pages: tuple[int, ...]
    collectivities: tuple[int, ...]
    orphans: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """As keys of documents."""
        return (*self.pages, *(document_key(Kind.COLLECTIVITY, key) for key in self.collectivities))

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.orphans)


def compare() -> Gaps:
    known = Document.objects.order_by()
    collectivities = known.filter(kind=Kind.COLLECTIVITY)
    unwritten = Collectivity.objects.order_by("pk").exclude(pk__in=collectivities.values("collectivity_id"))
    return Gaps(
        tuple(_searched().exclude(pk__in=known.values("pk")).order_by("pk").values_list("pk", flat=True)),
        tuple(unwritten.values_list("pk", flat=True)),
        tuple(documents.gone().order_by("pk").values_list("pk", flat=True)),
    )


def repair(gaps: Gaps) -> None:
    """Write what is missing, and remove what should not be found."""
    for model in documents.searched_models():
        for keys in batched(gaps.pages, STEP):
            if pages := list(model.get_indexed_objects().filter(pk__in=keys)):
                documents.write([page for page in pages if type(page) is model])
    for keys in batched(gaps.collectivities, STEP):
        documents.write_collectivities(keys)
    documents.remove_gone()


def _searched() -> QuerySet[Page]:
    types = ContentType.objects.get_for_models(*documents.searched_models()).values()
    found: QuerySet[Page] = documents.readable().filter(content_type__in=types)
    return found
