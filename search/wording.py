"""A search in words, as a title, a mail or the name of a file says it."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.searchable import Kind
from search.nearby import vocabulary_for
from search.request import SearchRequest
from search.values import known


def in_words(asked: SearchRequest) -> str:
    """« « bus » · Bretagne · En service », in the language of the request; what does not exist is left out."""
    values = vocabulary_for(asked.filters, asked.language)
    filters = known(asked.filters, values).filters
    labels = [values[facet][address].label for facet, addresses in filters.items() for address in addresses]
    with override(asked.language):
        quoted = [_("« %(words)s »") % {"words": asked.query}] if asked.query else []
        return " · ".join([*quoted, *labels]) or _everything(asked)


def _everything(asked: SearchRequest) -> str:
    return _("Toutes les initiatives") if asked.kind == Kind.INITIATIVE else str(asked.kind.label)
