"""What is said of a collectivité to who takes the data: the columns, and the collectivités they are read from."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity, CollectivityPage
from initiatives.models import InitiativePage
from portal.addresses import whole_address
from search.open_data.columns import ADDRESS, DAY, INTEGER, NUMBER, TEXT, WORDS, Column
from search.open_data.territories import (
    DEPARTEMENT,
    DEPARTEMENT_CODE,
    INTERCOMMUNALITY,
    INTERCOMMUNALITY_CODE,
    REGION,
    REGION_CODE,
)

CHUNK = 500
SOURCE = settings.LANGUAGE_CODE


def described(collectivities: Any) -> Any:
    """Adds what a public page says of each: ``registered``, ``joined_on``, ``summary``, ``website``, and ``sheets``."""
    pages = CollectivityPage.objects.live_public(SOURCE).filter(collectivity=OuterRef("pk")).order_by("pk")
    sheets = InitiativePage.objects.live_public(SOURCE).filter(collectivity=OuterRef("pk")).order_by()
    counted = sheets.values("collectivity").annotate(total=Count("pk")).values("total")
    said = {name: Subquery(pages.values(name)[:1]) for name in ("joined_on", "summary", "website")}
    related = collectivities.select_related("departement", "region", "intercommunality")
    return related.annotate(registered=Exists(pages), sheets=Coalesce(Subquery(counted), 0), **said)


def publicly_registered(collectivities: Any) -> Any:
    """Those with a page that anyone may read. ``described`` says it too, but of every collectivité of France."""
    return collectivities.filter(pk__in=CollectivityPage.objects.live_public(SOURCE).order_by().values("collectivity"))


def registered_records() -> Iterator[Collectivity]:
    """Those that anyone sees registered, by kind and official code."""
    registered = described(publicly_registered(Collectivity.objects.all())).order_by("kind", "code")
    records: Iterator[Collectivity] = registered.iterator(chunk_size=CHUNK)
    return records


COLUMNS = (
    Column("genre", TEXT, _("Commune, intercommunalite, departement ou region."), lambda c: str(c.kind), brief=True),
    Column("code", TEXT, _("Code INSEE, ou SIREN d’une intercommunalité."), lambda c: c.code, brief=True),
    Column("nom", TEXT, _("Nom, avec son article."), lambda c: c.name, brief=True),
    Column(
        "adresse",
        ADDRESS,
        _("Page de la collectivité sur le portail."),
        lambda c: whole_address(c.get_absolute_url()),
        brief=True,
    ),
    Column("inscrite_le", DAY, _("Jour de l’inscription."), lambda c: c.joined_on, may_lack=True, brief=True),
    Column(
        "initiatives",
        INTEGER,
        _("Nombre de fiches publiées en français."),
        lambda c: c.sheets,
        brief=True,
    ),
    Column("population", INTEGER, _("Habitants (INSEE)."), lambda c: c.population, may_lack=True, brief=True),
    Column("codes_postaux", WORDS, _("Codes postaux."), lambda c: c.postal_code_list, brief=True),
    Column("latitude", NUMBER, _("Latitude, en degrés."), lambda c: c.latitude, may_lack=True, brief=True),
    Column("longitude", NUMBER, _("Longitude, en degrés."), lambda c: c.longitude, may_lack=True, brief=True),
    DEPARTEMENT_CODE,
    replace(DEPARTEMENT, brief=True),
    REGION_CODE,
    replace(REGION, brief=True),
    replace(INTERCOMMUNALITY_CODE, brief=True),
    replace(INTERCOMMUNALITY, brief=True),
    Column("presentation", TEXT, _("Ce que la collectivité dit d’elle."), lambda c: c.summary or ""),
    Column("site", TEXT, _("Site de la collectivité."), lambda c: c.website or ""),
)
