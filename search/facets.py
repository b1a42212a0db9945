"""The facets, as data: how each appears in the address, and where its values stand in SQL."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Facet:
    """``parameter`` is its name in the address, ``column`` one of the columns of ``base``, or of ``through`` where a
    sheet may have several values. Values go by their number of hits, or in an order of their own where ``ordered``.
    """

    name: str
    parameter: str
    label: str | Promise
    column: str
    through: str = ""
    ordered: bool = False


FACETS = (
    Facet("theme", "theme", _("Thème"), "theme_id", "initiatives_initiativepage_themes", ordered=True),
    Facet("type", "type", _("Type de fiche"), "content_type_id", ordered=True),
    Facet("region", "region", _("Région"), "region_id"),
    Facet("departement", "departement", _("Département"), "departement_id"),
    Facet("size", "taille", _("Taille de la commune"), "size_class", ordered=True),
    Facet("stage", "etape", _("Étape"), "stage", ordered=True),
    Facet("audience", "public", _("Publics"), "audience_id", "initiatives_initiativepage_audiences"),
)
BY_NAME = {facet.name: facet for facet in FACETS}
