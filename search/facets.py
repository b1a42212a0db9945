"""The facets, as data: how each appears in the address, and where its values stand in SQL."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Facet:
    """``parameter`` is its name in the address. ``column`` is an expression over the rows of ``base``, or of
    ``join`` with them.
    """

    name: str
    parameter: str
    label: str | Promise
    column: str
    join: str = ""


THEME_JOIN = (
    "JOIN initiatives_initiativepage_themes it ON it.initiativepage_id = base.id "
    "JOIN initiatives_theme theme ON theme.id = it.theme_id"
)
AUDIENCE_JOIN = (
    "JOIN initiatives_initiativepage_audiences ia ON ia.initiativepage_id = base.id "
    "JOIN initiatives_audience audience ON audience.id = ia.audience_id"
)

FACETS = (
    Facet("theme", "theme", _("Thème"), "theme.slug", THEME_JOIN),
    Facet("type", "type", _("Type de fiche"), "CAST(base.content_type_id AS varchar(20))"),
    Facet("region", "region", _("Région"), "CAST(base.region_id AS varchar(20))"),
    Facet("departement", "departement", _("Département"), "CAST(base.departement_id AS varchar(20))"),
    Facet("size", "taille", _("Taille de la commune"), "base.size_class"),
    Facet("stage", "etape", _("Étape"), "base.stage"),
    Facet("audience", "public", _("Publics"), "audience.code", AUDIENCE_JOIN),
)
BY_NAME = {facet.name: facet for facet in FACETS}
