"""The facets, as data: how each appears in the address, and where its values stand in SQL."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Facet:
    """``parameter`` is its name in the address, ``column`` the column of ``Document``; several keys stand in it where
    ``several``. Values go by their number of hits, or in an order of their own where ``ordered``.
    """

    name: str
    parameter: str
    label: str | Promise
    column: str
    several: bool = False
    ordered: bool = False


FACETS = (
    Facet("theme", "theme", _("Thème"), "themes", several=True, ordered=True),
    Facet("type", "type", _("Type de fiche"), "type_id", ordered=True),
    Facet("region", "region", _("Région"), "region_id"),
    Facet("departement", "departement", _("Département"), "departement_id"),
    Facet("intercommunality", "intercommunalite", _("Intercommunalité"), "intercommunality_id"),
    Facet("size", "taille", _("Taille de la commune"), "size_class", ordered=True),
    Facet("label", "label", _("Label Ville Internet"), "label", ordered=True),
    Facet("stage", "etape", _("Étape"), "stage", ordered=True),
    Facet("confirmed", "confirmee", _("Toujours en service"), "confirmation", ordered=True),
    Facet("audience", "public", _("Publics"), "audiences", several=True),
    Facet("year", "annee", _("Année"), "year", ordered=True),
)
NEAR = Facet("near", "pres", _("Autour d’une commune"), "collectivity_id")
"""A filter whose values are not counted: they are any commune, with a distance (``search.nearby``)."""
BY_NAME = {facet.name: facet for facet in (*FACETS, NEAR)}
