"""What is said of a label to who takes the data: the columns, and the awards they are read from.

The columns of ``load_awards`` are among them, by the same names: a file that was taken can be loaded elsewhere.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.models import Award
from portal.addresses import whole_address
from portal.languages import in_french
from search.open_data.columns import ADDRESS, BOOLEAN, DAY, INTEGER, NUMBER, TEXT, WORDS, Column

CHUNK = 500


def described(awards: Any) -> Any:
    """With what the columns read of them."""
    related = ("campaign", "level", "collectivity__departement", "collectivity__region", "withdrawal")
    scaled = awards.annotate(highest=Max("campaign__levels__symbols"))
    return scaled.select_related(*related).prefetch_related("mentions")


def in_order(awards: Any) -> Any:
    """The first year first, then by official code."""
    return awards.order_by("campaign__year", "collectivity__code", "entity_code", "pk")


def public_records() -> Iterator[Award]:
    """Those of every palmarès that is public."""
    records: Iterator[Award] = in_order(described(Award.objects.public())).iterator(chunk_size=CHUNK)
    return records


def _page(award: Award) -> str:
    with in_french():
        return whole_address(reverse("palmares_year", args=[award.campaign.year]))


def _territory(award: Award, name: str) -> Any:
    """The collectivité itself, where it is one of these."""
    collectivity = award.collectivity
    return collectivity if collectivity.kind == name else getattr(collectivity, name)


def _of(award: Award, name: str, field: str) -> str | None:
    territory = _territory(award, name)
    return getattr(territory, field) if territory else None


def _withdrawn_on(award: Award) -> datetime.date | None:
    withdrawal = getattr(award, "withdrawal", None)
    return timezone.localdate(withdrawal.withdrawn_at) if withdrawal else None


COLUMNS = (
    Column("annee", INTEGER, _("Millésime du label."), lambda a: a.campaign.year, brief=True),
    Column(
        "ceremonie",
        DAY,
        _("Jour où le palmarès a été rendu public."),
        lambda a: timezone.localdate(a.campaign.embargo_until),
    ),
    Column(
        "genre",
        TEXT,
        _("Commune, intercommunalite, departement ou region."),
        lambda a: str(a.collectivity.kind),
        brief=True,
    ),
    Column(
        "code",
        TEXT,
        _("Code officiel de la collectivité d’aujourd’hui : INSEE, ou SIREN."),
        lambda a: a.collectivity.code,
        brief=True,
    ),
    Column("nom", TEXT, _("Nom de la collectivité d’aujourd’hui."), lambda a: a.collectivity.name, brief=True),
    Column(
        "entite_code",
        TEXT,
        _("Code officiel de celle qui a été labellisée, et qui en fait peut-être partie depuis."),
        lambda a: a.entity_code,
        brief=True,
    ),
    Column("entite_nom", TEXT, _("Nom de celle qui a été labellisée."), lambda a: a.entity_name, brief=True),
    Column("niveau", TEXT, _("Niveau, tel qu’il se nommait cette année-là."), lambda a: a.level.name, brief=True),
    Column(
        "arobases",
        INTEGER,
        _("Nombre d’arobases ; zéro pour une mention."),
        lambda a: a.level.symbols,
        brief=True,
    ),
    Column(
        "echelle",
        INTEGER,
        _("Le plus grand nombre d’arobases de l’échelle de cette année-là."),
        lambda a: a.highest,
        brief=True,
    ),
    Column("mentions", WORDS, _("Mentions reçues."), lambda a: [mention.name for mention in a.mentions.all()]),
    Column("hors_concours", BOOLEAN, _("Si elle était hors concours."), lambda a: a.is_honorary),
    Column(
        "departement_code",
        TEXT,
        _("Code du département."),
        lambda a: _of(a, "departement", "code"),
        may_lack=True,
        brief=True,
    ),
    Column("departement", TEXT, _("Nom du département."), lambda a: _of(a, "departement", "name"), may_lack=True),
    Column("region_code", TEXT, _("Code de la région."), lambda a: _of(a, "region", "code"), may_lack=True, brief=True),
    Column("region", TEXT, _("Nom de la région."), lambda a: _of(a, "region", "name"), may_lack=True),
    Column("latitude", NUMBER, _("Latitude, en degrés."), lambda a: a.collectivity.latitude, may_lack=True),
    Column("longitude", NUMBER, _("Longitude, en degrés."), lambda a: a.collectivity.longitude, may_lack=True),
    Column("adresse", ADDRESS, _("Page du palmarès sur le portail."), _page, brief=True),
    Column("retire_le", DAY, _("Jour où le label a été retiré, s’il l’a été."), _withdrawn_on, may_lack=True),
)
