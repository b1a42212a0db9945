"""Makes the rows of the search from what is found: what anyone may read gets one, what is hidden loses it."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from collectivities.models import Collectivity
from collectivities.names import sort_key
from portal.batches import read_batches
from portal.models import PageQuerySet
from portal.page_cache import forget_all
from portal.searchable import Kind, Searchable, searchable_models
from search import french, outbox
from search.keys import document_key, key_of
from search.kinds import EVERY_LANGUAGE
from search.labels import labels_of
from search.models import Document, DocumentText
from search.words import learn

BATCH = 1_000
LONGEST_TEXT = 200_000
"""Characters of a text that are searched: what comes after them in so long a text is not what it is about."""
LONGEST_FILES = 100_000
"""The same of the files of one thing."""
SORT_LENGTH = 255


def write(pages: Sequence[Any], *, rebuilding: bool = False) -> None:
    """Write these pages as they are in the database, or remove them where not everyone may read them.

    The pages are of one type, read with what ``get_indexed_objects`` reads. While everything is rebuilt, neither are
    words learnt nor is Elasticsearch told: both are done once, at the end.
    """
    open_keys = set(readable().filter(pk__in=[page.pk for page in pages]).values_list("pk", flat=True))
    remove(page.pk for page in pages if page.pk not in open_keys)
    _write([page for page in pages if page.pk in open_keys], rebuilding=rebuilding)


def write_collectivities(keys: Sequence[int] | None = None, *, rebuilding: bool = False) -> None:
    """Write these collectivités, or all of them: anyone may read what is known of each."""
    rows = Collectivity.objects.select_related("intercommunality", "departement", "region")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
        remove(document_key(Kind.COLLECTIVITY, key) for key in set(keys) - set(rows.values_list("pk", flat=True)))
    for batch in read_batches(rows, BATCH):
        _write(batch, rebuilding=rebuilding)


def remove(keys: Iterable[int]) -> None:
    _remove(Document.objects.filter(pk__in=list(keys)))


def remove_below(path: str) -> None:
    """Remove a page and all that stands below it in the tree."""
    _remove(Document.objects.filter(path__startswith=path))


def remove_closed(path: str) -> None:
    """Of a page and all that stands below it, remove what not everyone may read where it stands now."""
    below = Page.objects.filter(path__startswith=path).order_by()
    open_pages = readable().filter(path__startswith=path).order_by()
    _remove(Document.objects.filter(pk__in=below.exclude(pk__in=open_pages.values("pk")).values("pk")))


def remove_gone() -> None:
    _remove(gone())


def gone() -> QuerySet[Document]:
    """The documents of what is gone, or of pages that not everyone may read any more."""
    of_collectivity = Q(kind=Kind.COLLECTIVITY)
    no_collectivity = of_collectivity & ~Q(collectivity_id__in=Collectivity.objects.order_by().values("pk"))
    no_page = ~of_collectivity & ~Q(pk__in=readable().order_by().values("pk"))
    return Document.objects.filter(no_collectivity | no_page)


def remove_all() -> None:
    _remove(Document.objects.all())


def _remove(rows: QuerySet[Document]) -> None:
    if not rows.exists():
        return
    forget_all()
    if not settings.ELASTICSEARCH_URL:
        rows.delete()
        return
    with transaction.atomic():
        keys = list(rows.values_list("pk", flat=True))
        rows.delete()
        outbox.add(keys, removed=True)


def searched_models() -> list[type[Any]]:
    """The types of pages that are found."""
    return [model for kind in Kind for model in searchable_models(kind) if issubclass(model, Page)]


def readable() -> PageQuerySet:
    """The pages anyone may read and that are no copies of others, in any language."""
    return PageQuerySet(Page).public_in_every_language()


def _write(things: Sequence[Any], *, rebuilding: bool) -> None:
    if not things:
        return
    texts = [_text(thing) for thing in things]
    documents = [_document(thing, text) for thing, text in zip(things, texts, strict=True)]
    _add_labels(documents)
    is_news = not rebuilding and _is_news(documents)
    with transaction.atomic():
        # PostgreSQL makes the vectors of a document as it is written, of the text that is there (``search`` 0016).
        _upsert(DocumentText, "document_id", texts)
        _upsert(Document, "id", documents)
        if not rebuilding:
            outbox.add(document.pk for document in documents)
        if is_news:
            # What was kept meanwhile counted what there was before.
            forget_all()
    if not rebuilding:
        learn((document.language, text) for document, text in zip(documents, texts, strict=True))


def _is_news(documents: Sequence[Document]) -> bool:
    """Whether they are counted otherwise than they were: a draft that is saved changes nothing of what is public."""
    known = Document.objects.in_bulk([document.pk for document in documents])
    return any(document.pk not in known or document.facts != known[document.pk].facts for document in documents)


def _document(thing: Any, text: DocumentText) -> Document:
    facts = thing.searched_facts()
    moment = _moment(facts.date)
    x, y = facts.place or (None, None)
    is_page = isinstance(thing, Page)
    return Document(
        id=text.pk,
        kind=thing.searched_as,
        language=thing.locale.language_code if is_page else EVERY_LANGUAGE,
        path=thing.path if is_page else "",
        type_id=thing.content_type_id if is_page else None,
        collectivity_id=facts.collectivity,
        intercommunality_id=facts.intercommunality,
        departement_id=facts.departement,
        region_id=facts.region,
        map_x=_on_map(x),
        map_y=_on_map(y),
        size_class=facts.size_class,
        stage=facts.stage,
        confirmation=facts.confirmation,
        themes=_keys(facts.themes),
        audiences=_keys(facts.audiences),
        date=moment,
        year=timezone.localtime(moment).year if moment else None,
        confirmed_on=facts.confirmed_on,
        news_on=facts.news_on,
        sort_title=sort_key(thing.searched_title)[:SORT_LENGTH] or text.title[:SORT_LENGTH],
        version=outbox.version(),
    )


def _add_labels(documents: Sequence[Document]) -> None:
    """What the app of labels knows of their collectivités, whatever they are documents of."""
    labels = labels_of({document.collectivity_id for document in documents if document.collectivity_id})
    for document in documents:
        document.label = labels.get(document.collectivity_id or 0, "")


def _moment(date: datetime.date | None) -> datetime.datetime | None:
    """A day begins in the portal's time."""
    if date is None or isinstance(date, datetime.datetime):
        return date
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time()))


def _on_map(coordinate: float | None) -> int | None:
    """An island may stand a little beyond the edge of the outline."""
    return None if coordinate is None else max(0, round(coordinate))


def _keys(keys: Iterable[int]) -> str:
    """Each key between commas, so that one can be looked for in the text."""
    listed = sorted(keys)
    return f",{','.join(map(str, listed))}," if listed else ""


def _text(thing: Searchable) -> DocumentText:
    texts = {
        "title": thing.searched_title,
        "summary": thing.searched_summary,
        "context": thing.searched_context(),
        "body": thing.searched_text(),
    }
    text = DocumentText(document_id=key_of(thing))
    for name, value in texts.items():
        words = french.indexed_words(value[:LONGEST_TEXT]) if value else []
        setattr(text, name, " ".join(words))
        setattr(text, f"{name}_stems", " ".join(map(french.stem, words)))
    _add_files(text, "\n".join(file.text for file in thing.searched_files()))
    return text


def _add_files(text: DocumentText, said: str) -> None:
    """What the files say follows what the thing says itself."""
    words = french.indexed_words(said[:LONGEST_FILES])
    if words:
        text.own_words, text.file_words = len(text.body.split()), len(words)
        text.body = " ".join([*text.body.split(), *words])
        text.body_stems = " ".join([*text.body_stems.split(), *map(french.stem, words)])


def _upsert(model: type[Any], key: str, rows: Sequence[Any]) -> None:
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    model.objects.bulk_create(rows, batch_size=500, update_conflicts=True, unique_fields=[key], update_fields=fields)
