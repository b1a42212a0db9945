"""What the press kit of a palmarès says, of France or of a région: plain data, in French."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.palmares.laureates import Laureate, by_level
from labels.palmares.settled import Settled
from labels.wording import level_in_words
from portal.addresses import whole_address
from portal.licence import LICENCE, LICENCE_NAME
from portal.typography import french

FRANCE = "france"


@dataclass(frozen=True, slots=True)
class Territory:
    """France, whose ``name`` is empty, or a région."""

    slug: str
    name: str
    total: int


@dataclass(frozen=True, slots=True)
class Kit:
    """The document of a territory. ``data`` is what it is made of; whatever changes in it makes another document."""

    year: int
    territory: str
    is_under_embargo: bool
    data: dict[str, Any]

    @property
    def name(self) -> str:
        """That of the file: it tells nothing but the year, where, and whether it may be told."""
        secret = "-sous-embargo" if self.is_under_embargo else ""
        return f"dossier-de-presse-{self.year}-{self.territory}{secret}"


def territories_of(laureates: Iterable[Laureate]) -> list[Territory]:
    """France, then the régions that have a laureate, by name."""
    laureates = list(laureates)
    regions = Counter(laureate.region[1] for laureate in laureates if laureate.region)
    found = [Territory(slugify(name), name, total) for name, total in regions.items()]
    return [Territory(FRANCE, "", len(laureates)), *sorted(found, key=lambda one: one.slug)]


def kit_of(palmares: Settled, slug: str, contact: str) -> Kit | None:
    """Nothing for a territory without a laureate."""
    territory = next((one for one in territories_of(palmares.laureates) if one.slug == slug), None)
    if not territory:
        return None
    told = [one for one in palmares.laureates if not territory.name or (one.region and one.region[1] == territory.name)]
    return Kit(palmares.year, slug, palmares.is_under_embargo, _data(palmares, territory, told, contact))


def _data(palmares: Settled, territory: Territory, told: list[Laureate], contact: str) -> dict[str, Any]:
    year = str(palmares.year)
    title = _("Le palmarès %(year)s du label Ville Internet") % {"year": year}
    where = territory.name or _("Toute la France")
    return {
        "title": french(f"{title} : {where}"),
        "author": settings.WAGTAIL_SITE_NAME,
        "kicker": _("Dossier de presse"),
        "heading": french(title),
        "where": where,
        "embargo": french(embargo_in_words(palmares)) if palmares.is_under_embargo else "",
        "held": french(_held(palmares)),
        "figures": [{"name": name, "value": value} for name, value in _figures(told)],
        "levels": [
            {
                "title": french(f"{level_in_words(symbols, group[0].level)} ({len(group)})"),
                "symbols": symbols,
                "lines": [_line(one, with_region=not territory.name) for one in group],
            }
            for symbols, group in by_level(told)
        ],
        "method": french(_method(palmares)),
        "contact_heading": _("Pour en savoir plus"),
        "contact": french(_("Contact : %(address)s") % {"address": contact}) if contact else "",
        "address": whole_address(reverse("palmares_year", args=[palmares.year])),
        "licence": ""
        if palmares.is_under_embargo
        else french(
            _("Les listes de ce dossier se reprennent librement, en citant %(who)s et la date : %(licence)s.")
            % {"who": settings.WAGTAIL_SITE_NAME, "licence": LICENCE_NAME}
        ),
        "licence_address": LICENCE,
    }


def embargo_in_words(palmares: Settled) -> str:
    """« Sous embargo jusqu’au 4 février 2027 à 18 h 30 »."""
    return _("Sous embargo jusqu’au %(day)s à %(time)s") % _moment(palmares)


def _held(palmares: Settled) -> str:
    place = palmares.shown.ceremony_place
    said = _("Remise des labels le %(day)s, %(place)s.") if place else _("Remise des labels le %(day)s.")
    return said % {**_moment(palmares), "place": place}


def _moment(palmares: Settled) -> dict[str, str]:
    moment = timezone.localtime(palmares.embargo_until)
    return {"day": date_format(moment, "j F Y"), "time": date_format(moment, r"G \h i")}


def _figures(told: list[Laureate]) -> Iterable[tuple[str, str]]:
    yield _("Collectivités distinguées"), number_format(len(told))
    if mentions := sum(not one.symbols for one in told):
        yield _("dont sans arobase"), number_format(mentions)
    if first := sum(one.is_first for one in told):
        yield _("Pour la première fois"), number_format(first)
    if progress := sum(one.has_progressed for one in told):
        yield _("En progrès"), number_format(progress)
    sized = [(one.population, one.name) for one in told if one.size and one.population]
    if len(sized) > 1:
        for label, (population, name) in ((_("La plus petite"), min(sized)), (_("La plus grande"), max(sized))):
            yield label, french(f"{name}, {_inhabitants(population)}")


def _line(laureate: Laureate, with_region: bool) -> dict[str, str]:
    """« Elven » and « Morbihan, 5 900 habitants ; en progrès (deux arobases en 2024) ; Logiciel libre »."""
    region = laureate.region[1] if laureate.region and with_region else ""
    around = [name for name in dict.fromkeys((laureate.territory, region)) if name and name != laureate.name]
    if laureate.today:
        around.insert(0, _("aujourd’hui %(name)s") % {"name": laureate.today})
    if laureate.population is not None:
        around.append(_inhabitants(laureate.population))
    told = [
        ", ".join(around),
        _course(laureate),
        _("hors concours") if laureate.is_honorary else "",
        *laureate.mentions,
    ]
    return {"name": laureate.name, "told": french(" ; ".join(part for part in told if part))}


def _course(laureate: Laureate) -> str:
    if laureate.is_first:
        return _("première fois")
    if laureate.has_progressed and laureate.previous:
        before = level_in_words(laureate.previous.symbols, _("mention")).lower()
        return _("en progrès (%(level)s en %(year)s)") % {"level": before, "year": str(laureate.previous.year)}
    return ""


def _inhabitants(number: int) -> str:
    said = ngettext("%(number)s habitant", "%(number)s habitants", number)
    return said % {"number": number_format(number, force_grouping=True)}


def _method(palmares: Settled) -> str:
    if not palmares.compared:
        return ""
    said = _(
        "« Première fois » et « en progrès » se disent d’après les palmarès publiés depuis %(year)s. "
        "Deux niveaux ne se comparent que s’ils sont de la même échelle."
    )
    return said % {"year": str(palmares.compared[-1])}
