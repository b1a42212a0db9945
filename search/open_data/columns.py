"""The columns of a dataset, as data: name, kind, meaning, how a value is read. Files, schemas and API share them."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import get_text_for_indexing

MARKED = re.compile("[<&]")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a column holds: its type and format in a Table Schema, its type in Python, its name for readers."""

    table_type: str
    python_type: Any
    label: str | Promise
    table_format: str = "default"


TEXT = Kind("string", str, _("texte"))
ADDRESS = Kind("string", str, _("adresse web"), "uri")
WORDS = Kind("list", list[str], _("liste de textes"))
INTEGER = Kind("integer", int, _("nombre entier"))
NUMBER = Kind("number", float, _("nombre"))
BOOLEAN = Kind("boolean", bool, _("vrai ou faux"))
DAY = Kind("date", datetime.date, _("date"))
MOMENT = Kind("datetime", datetime.datetime, _("date et heure"))


@dataclass(frozen=True, slots=True)
class Column:
    """``read`` takes the value from a record. One that ``may_lack`` is empty in CSV and null in JSON.

    ``brief`` columns stand in the listings of the API too.
    """

    name: str
    kind: Kind
    meaning: str | Promise
    read: Callable[[Any], Any]
    may_lack: bool = False
    brief: bool = False


def plain(html: str) -> str:
    """A formatted text without its marks, on one line."""
    # Reading marks is most of what a large dataset costs.
    text = get_text_for_indexing(html) if MARKED.search(html) else html
    return " ".join(text.split())
