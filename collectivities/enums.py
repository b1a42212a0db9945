"""Closed vocabularies of collectivités."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CollectivityKind(models.TextChoices):
    COMMUNE = "commune", _("Commune")
    INTERCOMMUNALITY = "intercommunalite", _("Intercommunalité")
    DEPARTEMENT = "departement", _("Département")
    REGION = "region", _("Région")

    @property
    def path(self) -> str:
        """The first part of its public address: French words that never change."""
        return f"{self.value}s"


class SizeClass(models.TextChoices):
    """Classes of population used by filters. The bounds are those of ``of``; the values keep the order."""

    VILLAGE = "1-village", _("Moins de 2 000 habitants")
    SMALL_TOWN = "2-bourg", _("2 000 à 9 999 habitants")
    TOWN = "3-ville", _("10 000 à 49 999 habitants")
    CITY = "4-grande-ville", _("50 000 à 199 999 habitants")
    METROPOLIS = "5-metropole", _("200 000 habitants et plus")

    @classmethod
    def of(cls, population: int | None) -> "SizeClass | None":
        """The class of a population, or None when the population is not known."""
        if population is None:
            return None
        for bound, size in ((2_000, cls.VILLAGE), (10_000, cls.SMALL_TOWN), (50_000, cls.TOWN), (200_000, cls.CITY)):
            if population < bound:
                return size
        return cls.METROPOLIS


class Role(models.TextChoices):
    """What a member may do for the commune: both write and submit, the référent also looks after the team."""

    REFERENT = "referent", _("Référent·e")
    CONTRIBUTOR = "contributor", _("Contributeur·rice")
