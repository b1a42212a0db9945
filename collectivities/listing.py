"""The lists of collectivités: what an address asks for, and the filters it shows to be taken away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from collectivities.models import Collectivity
from collectivities.names import search_key
from portal.site_chrome import Link

MAX_QUERY = 100
OFFICIAL_CODE = re.compile(r"\d[\dAB]\d{3}|\d{9}")
"""What postal codes, INSEE codes of communes and SIREN look like."""
TERRITORY_CODE = re.compile(r"\d{2,3}|2[AB]")


def clean_query(text: str) -> str:
    """What was typed, as it is looked for and shown again."""
    return " ".join(text.replace("\x00", "").split())[:MAX_QUERY]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address; what makes no sense in it is left out."""

    query: str = ""
    departement: str = ""
    region: str = ""
    registered: bool = False

    @classmethod
    def from_query(cls, parameters: QueryDict) -> "Asked":
        return cls(
            query=clean_query(parameters.get("q", "")),
            departement=_code(parameters.get("departement", "")),
            region=_code(parameters.get("region", "")),
            registered=parameters.get("inscrites") == "1",
        )

    def narrow(self, collectivities: Any) -> Any:
        if self.query:
            collectivities = collectivities.filter(matching(self.query))
        if self.departement:
            collectivities = collectivities.filter(departement__code=self.departement)
        if self.region:
            collectivities = collectivities.filter(region__code=self.region)
        return collectivities.registered() if self.registered else collectivities

    def chips(self, territories: Iterable[Collectivity]) -> list[Link]:
        """Each filter by its name, with the address without it."""
        names = {(str(territory.kind), territory.code): territory.name for territory in territories}
        labels = {
            "q": _("« %(query)s »") % {"query": self.query} if self.query else "",
            "departement": names.get(("departement", self.departement), self.departement),
            "region": names.get(("region", self.region), self.region),
            "inscrites": _("Inscrites au portail") if self.registered else "",
        }
        return [Link(label, self.address_without(name)) for name, label in labels.items() if label]

    def address_without(self, removed: str) -> str:
        parameters = QueryDict(mutable=True)
        values = {
            "q": self.query,
            "departement": self.departement,
            "region": self.region,
            "inscrites": "1" if self.registered else "",
        }
        parameters.update({name: value for name, value in values.items() if value and name != removed})
        return f"?{parameters.urlencode()}" if parameters else "."


def _code(text: str) -> str:
    code = text.strip().upper()
    return code if TERRITORY_CODE.fullmatch(code) else ""


def matching(query: str) -> Q:
    """By the beginning of the name or of a word of it, by postal code, by official code, or by a former one."""
    key, code = search_key(query), query.upper().replace(" ", "")
    condition = Q(code=code)
    if OFFICIAL_CODE.fullmatch(code):
        condition |= Q(postal_codes__contains=code) | Q(former_codes__contains=code)
    if key:
        condition |= Q(sort_name__startswith=key) | Q(sort_name__contains=f" {key}")
    return condition
