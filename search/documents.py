"""Makes the rows of the search from pages: what anyone may read gets one, what is hidden loses it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from collectivities.names import sort_key
from initiatives.models import InitiativePage
from initiatives.search_text import context_text, written_text
from portal.models import PageQuerySet
from search import french, outbox
from search.enums import Kind
from search.models import Document, DocumentText
from search.words import learn

LONGEST_TEXT = 200_000
"""Characters of a text that are searched: what comes after them in so long a text is not what it is about."""
SORT_LENGTH = 255


def write(pages: Sequence[Page], *, rebuilding: bool = False) -> None:
    """Write these pages as they are in the database, or remove them where not everyone may read them.

    The pages are of one type, read with what ``get_indexed_objects`` reads. While everything is rebuilt, neither are
    words learnt nor is Elasticsearch told: both are done once, at the end.
    """
    open_keys = set(_readable().filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))
    readable = [page for page in pages if page.pk in open_keys]
    remove(page.pk for page in pages if page.pk not in open_keys)
    if not readable:
        return
    texts = [_text(page) for page in readable]
    with transaction.atomic():
        _upsert(Document, "id", [_document(page, text) for page, text in zip(readable, texts, strict=True)])
        _upsert(DocumentText, "document_id", texts)
        if not rebuilding:
            outbox.add(page.pk for page in readable)
    if not rebuilding:
        learn((page.locale.language_code, text) for page, text in zip(readable, texts, strict=True))


def remove(keys: Iterable[int]) -> None:
    _remove(Document.objects.filter(pk__in=list(keys)))


def remove_below(path: str) -> None:
    """Remove a page and all that stands below it in the tree."""
    _remove(Document.objects.filter(path__startswith=path))


def remove_gone() -> None:
    """Remove the documents of pages that are gone, or that not everyone may read any more."""
    _remove(Document.objects.exclude(pk__in=_readable().values("pk")))


def remove_all() -> None:
    _remove(Document.objects.all())


def _remove(rows: QuerySet[Document]) -> None:
    if not settings.ELASTICSEARCH_URL:
        rows.delete()
        return
    with transaction.atomic():
        keys = list(rows.values_list("pk", flat=True))
        rows.delete()
        outbox.add(keys, removed=True)


def searched_models() -> list[type[InitiativePage]]:
    """The types of pages that are found."""
    return InitiativePage.types()


def _readable() -> PageQuerySet:
    """The pages anyone may read and that are no copies of others, in any language."""
    return PageQuerySet(Page).live().public().filter(alias_of=None)


def _document(page: InitiativePage, text: DocumentText) -> Document:
    return Document(
        id=page.pk,
        kind=Kind.INITIATIVE,
        language=page.locale.language_code,
        path=page.path,
        type_id=page.content_type_id,
        collectivity_id=page.collectivity_id,
        departement_id=page.departement_id,
        region_id=page.region_id,
        size_class=page.size_class,
        stage=page.stage,
        themes=_keys(theme.pk for theme in page.theme_list),
        audiences=_keys(audience.pk for audience in page.audiences.all()),
        date=page.first_published_at,
        confirmed_on=page.confirmed_on,
        news_on=page.news_on,
        sort_title=sort_key(page.title)[:SORT_LENGTH] or text.title[:SORT_LENGTH],
        version=outbox.version(),
    )


def _keys(keys: Iterable[int]) -> str:
    """Each key between commas, so that one can be looked for in the text."""
    listed = sorted(keys)
    return f",{','.join(map(str, listed))}," if listed else ""


def _text(page: InitiativePage) -> DocumentText:
    texts = {
        "title": page.title,
        "summary": page.summary,
        "context": context_text(page),
        "body": written_text(page),
    }
    text = DocumentText(document_id=page.pk)
    for name, value in texts.items():
        words = french.indexed_words(value[:LONGEST_TEXT])
        setattr(text, name, " ".join(words))
        setattr(text, f"{name}_stems", " ".join(map(french.stem, words)))
    return text


def _upsert(model: type[Any], key: str, rows: Sequence[Any]) -> None:
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_create(rows, batch_size=500, update_conflicts=True, unique_fields=[key], update_fields=fields)
