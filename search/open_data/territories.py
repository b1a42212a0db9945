"""The territories of whatever has some, by code and by name: the same columns in every dataset."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from search.open_data.columns import TEXT, Column


def _code(territory: Any) -> str | None:
    return territory.code if territory else None


def _name(territory: Any) -> str | None:
    return territory.name if territory else None


DEPARTEMENT_CODE = Column(
    "departement_code", TEXT, _("Code du département."), lambda row: _code(row.departement), may_lack=True, brief=True
)
DEPARTEMENT = Column("departement", TEXT, _("Nom du département."), lambda row: _name(row.departement), may_lack=True)
REGION_CODE = Column(
    "region_code", TEXT, _("Code de la région."), lambda row: _code(row.region), may_lack=True, brief=True
)
REGION = Column("region", TEXT, _("Nom de la région."), lambda row: _name(row.region), may_lack=True)
INTERCOMMUNALITY_CODE = Column(
    "intercommunalite_siren",
    TEXT,
    _("SIREN de l’intercommunalité."),
    lambda row: _code(row.intercommunality),
    may_lack=True,
)
INTERCOMMUNALITY = Column(
    "intercommunalite",
    TEXT,
    _("Nom de l’intercommunalité."),
    lambda row: _name(row.intercommunality),
    may_lack=True,
)
