"""Writes the documents of the public site's search when Wagtail indexes: on publication, deletion, ``update_index``.

It only writes. Searches go through ``search.facade``, and the admin's own through the backend « default ».
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from modelsearch.backends.base import BaseIndex, BaseSearchBackend

from portal.bulk import refresh_statistics
from portal.page_cache import forget_all
from search import documents, fts, words
from search.models import Document, DocumentText, Word


class DocumentIndex(BaseIndex):
    rebuilding = False

    def add_items(self, model: type[Any], items: Iterable[Any]) -> None:
        if model in documents.searched_models():
            documents.write([item for item in items if type(item) is model], rebuilding=self.rebuilding)

    def delete_item(self, item: Any) -> None:
        if type(item) in documents.searched_models():
            documents.remove([item.pk])

    def reset(self) -> None:
        documents.remove_all()
        Word.objects.all().delete()


class NewDocumentIndex(DocumentIndex):
    rebuilding = True


class DocumentRebuilder:
    """Writes every document over the one there is, so that searches go on answering; those of gone pages go at last."""

    def __init__(self, index: DocumentIndex) -> None:
        self.index = index

    def start(self) -> DocumentIndex:
        return NewDocumentIndex(self.index.backend)

    def finish(self) -> None:
        documents.write_collectivities(rebuilding=True)
        documents.remove_gone()
        words.recount()
        fts.optimize()
        refresh_statistics(Document, DocumentText, Word)
        forget_all()
        if settings.ELASTICSEARCH_URL:
            # Where there is no server, nobody waits for its client.
            from search.elastic.rebuild import rebuild_or_tell

            rebuild_or_tell()


class SearchBackend(BaseSearchBackend):
    index_class = DocumentIndex
    rebuilder_class = DocumentRebuilder
