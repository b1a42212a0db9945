"""Addresses of the same search in its other forms: page, feed, table."""

from django.urls import reverse

from search.request import SearchRequest


def address_of(name: str, asked: SearchRequest) -> str:
    """The address of the view of this name for a search, in the language in force."""
    query = asked.parameters().urlencode()
    return f"{reverse(name)}?{query}" if query else reverse(name)
