"""What the query compilers of both engines share."""

from modelsearch.query import Phrase, PlainText, SearchQuery

from search import french

NOTHING = "motabsentdetouslestextes"
"""Asked for when nothing that can be searched was typed: no document holds it."""


def in_french(query: SearchQuery, *, stemmed: bool) -> SearchQuery:
    """The query with the words of its plain texts and phrases as the index holds them."""
    if not isinstance(query, PlainText | Phrase):
        return query
    found = french.terms(query.query_string) if stemmed else french.words(query.query_string)
    text = " ".join(found) or NOTHING
    return Phrase(text) if isinstance(query, Phrase) else PlainText(text, operator=query.operator)
