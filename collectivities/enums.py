"""Closed vocabularies of collectivités."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from portal.models import User


class CollectivityKind(models.TextChoices):
    COMMUNE = "commune", _("Commune")
    INTERCOMMUNALITY = "intercommunalite", _("Intercommunalité")
    DEPARTEMENT = "departement", _("Département")
    REGION = "region", _("Région")

    @property
    def path(self) -> str:
        """The first part of its public address: French words that never change."""
        return f"{self.value}s"

    @classmethod
    def any_path(cls) -> str:
        """These first parts, for the pattern of an address."""
        return "|".join(kind.path for kind in cls)


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


ROLES_EXPLAINED = _("Tous deux écrivent et proposent ; le référent s’occupe aussi de l’équipe.")
"""Beside the choice, for who gives a role."""


class AccountState(models.TextChoices):
    """Where an account stands, as the association sees it."""

    ACTIVE = "active", _("Actif")
    INVITED = "invited", _("Invité, pas encore venu")
    DEACTIVATED = "deactivated", _("Désactivé")

    @classmethod
    def of(cls, user: "User") -> "AccountState":
        if not user.is_active:
            return cls.DEACTIVATED
        return cls.ACTIVE if user.last_login else cls.INVITED

    def condition(self, prefix: str = "") -> Q:
        """Matches the accounts in this state; ``prefix`` is the way to them, as « user__ »."""
        if self == AccountState.DEACTIVATED:
            return Q(**{f"{prefix}is_active": False})
        return Q(**{f"{prefix}is_active": True, f"{prefix}last_login__isnull": self == AccountState.INVITED})


class ReadingState(models.TextChoices):
    """How reading the text of a document ended. ``collectivities.file_texts.extractor`` says the first three."""

    READ = "read", _("Lu : la recherche le trouve par ses mots")
    LOCKED = "locked", _("Pas lu : il demande un mot de passe")
    TOO_HARD = "too_hard", _("Pas lu : il est trop gros, ou trop long à lire")
    EMPTY = "empty", _("Sans texte : ce sont peut-être des pages numérisées")
    BROKEN = "broken", _("Pas lu : le fichier est abîmé")
    NO_READER = "no_reader", _("Pas lu : seuls le sont les PDF, DOCX et ODT")


class Position(models.TextChoices):
    """On which side of the counter somebody works for a collectivité."""

    ELECTED = "elected", _("Élu·e")
    STAFF = "staff", _("Agent·e")


class RegistrationState(models.TextChoices):
    """Where a request for registration stands."""

    UNCONFIRMED = "unconfirmed", _("Adresse à confirmer")
    WAITING = "waiting", _("En attente de validation")
    ASKED = "asked", _("Question posée")
    APPROVED = "approved", _("Acceptée")
    REFUSED = "refused", _("Refusée")

    @classmethod
    def open(cls) -> tuple["RegistrationState", ...]:
        """Those in which nothing is decided yet."""
        return cls.UNCONFIRMED, *cls.undecided()

    @classmethod
    def undecided(cls) -> tuple["RegistrationState", ...]:
        """Those that the association may decide: the address was confirmed."""
        return cls.WAITING, cls.ASKED

    @classmethod
    def decided(cls) -> tuple["RegistrationState", ...]:
        return cls.APPROVED, cls.REFUSED
