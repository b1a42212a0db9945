"""What is said of a theme to who takes the data: the columns, and the themes they are read from."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from initiatives.models import Theme
from portal.addresses import whole_address
from search.open_data.columns import ADDRESS, BOOLEAN, INTEGER, TEXT, Column


def in_language(language: str) -> Any:
    """Every theme of a language, those given up too: older sheets still have them."""
    themes = Theme.objects.in_language(language).with_initiative_count()
    return themes.select_related("merged_into").order_by("order", "pk")


def all_records() -> Iterator[Theme]:
    records: Iterator[Theme] = in_language(settings.LANGUAGE_CODE).iterator(chunk_size=100)
    return records


COLUMNS = (
    Column("slug", TEXT, _("Nom court, le même dans toutes les langues."), lambda t: t.slug),
    Column("nom", TEXT, _("Nom."), lambda t: t.name),
    Column("accroche", TEXT, _("Quelques mots sous le nom."), lambda t: t.tagline),
    Column("description", TEXT, _("Description."), lambda t: t.description),
    Column(
        "adresse",
        ADDRESS,
        _("Page du thème sur le portail."),
        lambda t: whole_address(t.get_absolute_url()),
    ),
    Column("initiatives", INTEGER, _("Nombre de fiches publiées, toutes langues."), lambda t: t.initiative_count),
    Column("edition", INTEGER, _("Édition du label depuis laquelle il existe."), lambda t: t.edition),
    Column("abandonne", BOOLEAN, _("S’il ne se propose plus."), lambda t: t.retired),
    Column(
        "remplace_par",
        TEXT,
        _("Nom court du thème qui a pris sa place."),
        lambda t: t.merged_into.slug if t.merged_into else None,
        may_lack=True,
    ),
)
