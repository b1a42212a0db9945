"""The index: what it holds of a document, and how. The words are stems already: they are compared as they are."""

import datetime
from typing import Any

from django.conf import settings

from search.elastic.client import alias
from search.models import Document

KEYWORD = {"type": "keyword"}
STEMS = {"type": "text", "analyzer": "whitespace"}
# Keys are keywords: they are compared and counted, never added up.
PROPERTIES: dict[str, dict[str, Any]] = {
    "id": {"type": "long"},
    "version": {"type": "long"},
    "kind": KEYWORD,
    "language": KEYWORD,
    "type_id": KEYWORD,
    "collectivity_id": KEYWORD,
    "intercommunality_id": KEYWORD,
    "departement_id": KEYWORD,
    "region_id": KEYWORD,
    "map_x": {"type": "short"},
    "map_y": {"type": "short"},
    "spot": KEYWORD,
    "size_class": KEYWORD,
    "label": KEYWORD,
    "stage": KEYWORD,
    "confirmation": KEYWORD,
    "year": KEYWORD,
    "themes": KEYWORD,
    "audiences": KEYWORD,
    # Microseconds since 1970: they count where sheets are published at once, and any date is one.
    "date": {"type": "long"},
    "news_on": {"type": "date", "format": "strict_date"},
    "sort_title": KEYWORD,
    "title_stems": STEMS,
    "summary_stems": STEMS,
    "context_stems": STEMS,
    "body_stems": STEMS,
}
SEVERAL = ("themes", "audiences")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def definition() -> dict[str, Any]:
    """The settings and the mapping of a new index."""
    replicas = str(settings.ELASTICSEARCH_REPLICAS)
    name = "auto_expand_replicas" if "-" in replicas else "number_of_replicas"
    return {
        "settings": {
            "number_of_shards": settings.ELASTICSEARCH_SHARDS,
            name: replicas,
            # The latest first: of a long list, what comes after need not be put in its place.
            "sort.field": ["date", "id"],
            "sort.order": ["desc", "desc"],
        },
        # Nothing is read back: the database has it.
        "mappings": {"dynamic": "strict", "_source": {"enabled": False}, "properties": PROPERTIES},
    }


def writing(document: Document, index: str = "") -> dict[str, Any]:
    """The action that writes a document, read with its text, into the index in use unless another is named; a later
    version that is there already stays.
    """
    return _action("index", document.pk, document.version, index) | {"_source": _source(document)}


def removing(key: int, version: int, index: str = "") -> dict[str, Any]:
    """The action that removes a document, unless a later version was written."""
    return _action("delete", key, version, index)


def _action(name: str, key: int, version: int, index: str) -> dict[str, Any]:
    target = {"_index": index} if index else {"_index": alias(), "require_alias": True}
    return {"_op_type": name, "_id": str(key), "version": version, "version_type": "external_gte", **target}


def _source(document: Document) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in PROPERTIES:
        value = getattr(document.text if name.endswith("_stems") else document, name)
        if name in SEVERAL:
            value = value.strip(",").split(",")
        elif isinstance(value, datetime.datetime):
            value = (value - EPOCH) // datetime.timedelta(microseconds=1)
        if value not in (None, "", [""]):
            values[name] = value
    return values
