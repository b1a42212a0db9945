"""The keys of documents: a page has its own. Those of collectivités begin where keys of pages, of 32 bits, end."""

from typing import Any

from portal.searchable import Kind

FIRST_COLLECTIVITY = 2**32


def document_key(kind: Kind, key: int) -> int:
    return FIRST_COLLECTIVITY + key if kind == Kind.COLLECTIVITY else key


def own_key(key: int) -> int:
    """The key of the page, or of the collectivité, whose document has this one."""
    return key % FIRST_COLLECTIVITY


def key_of(thing: Any) -> int:
    return document_key(thing.searched_as, thing.pk)
