"""Closed vocabularies of the jury."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JurorState(models.TextChoices):
    """Where a member of the jury is with the invitation to one campaign."""

    INVITED = "invited", _("Invité·e")
    ACCEPTED = "accepted", _("A accepté")
    DECLINED = "declined", _("A décliné")
    WITHDRAWN = "withdrawn", _("Retiré·e")

    @classmethod
    def expected(cls) -> tuple["JurorState", ...]:
        """Those who sit, or may still."""
        return cls.INVITED, cls.ACCEPTED


class Quality(models.TextChoices):
    """In what quality somebody sits in the jury."""

    ACADEMIC = "academic", _("Universitaire")
    JOURNALIST = "journalist", _("Journaliste")
    FEDERATION = "federation", _("Association d’élus")
    PARTNER = "partner", _("Partenaire")
    EXPERT = "expert", _("Expert·e")
    ELECTED = "elected", _("Élu·e")
    OFFICER = "officer", _("Agent·e territorial·e")


class InterestKind(models.TextChoices):
    """What links a member of the jury to a collectivité; the last ones are those that the portal sees by itself."""

    HOME = "home", _("J’y habite")
    WORK = "work", _("J’y travaille, ou j’y ai travaillé depuis trois ans")
    MANDATE = "mandate", _("J’y ai un mandat")
    FAMILY = "family", _("Un·e proche y est élu·e ou y travaille")
    BUSINESS = "business", _("Je l’ai conseillée, ou lui ai vendu quelque chose, depuis trois ans")
    OTHER = "other", _("Un autre lien")
    TEAM = "team", _("Je suis de son équipe sur le portail")
    FORMER_TEAM = "former_team", _("J’ai été de son équipe sur le portail")
    ADDRESS = "address", _("Mon adresse est du même domaine que celle de son équipe")
    TERRITORY = "territory", _("L’intercommunalité d’un lieu qui est le mien")
    NEIGHBOUR = "neighbour", _("Une commune voisine d’un lieu qui est le mien")

    @classmethod
    def declarable(cls) -> tuple["InterestKind", ...]:
        """Those that a person says."""
        return cls.HOME, cls.WORK, cls.MANDATE, cls.FAMILY, cls.BUSINESS, cls.OTHER

    @classmethod
    def certain(cls) -> tuple["InterestKind", ...]:
        """Those that the portal knows, and that nobody explains away."""
        return (cls.TEAM,)

    @classmethod
    def rooted(cls) -> tuple["InterestKind", ...]:
        """Those that make a place one's own: what lies around it is proposed too."""
        return cls.HOME, cls.WORK, cls.MANDATE, cls.TEAM

    @property
    def is_seen(self) -> bool:
        """Whether the portal proposes it."""
        return self not in InterestKind.declarable()


class Reach(models.TextChoices):
    """Which collectivités a link stands for."""

    ITSELF = "itself", _("elle seule")
    MEMBERS = "members", _("elle et ses communes")
    AROUND = "around", _("les communes autour")


class InterestState(models.TextChoices):
    """What was answered to a link; one that nobody answered counts."""

    PROPOSED = "proposed", _("À confirmer")
    HELD = "held", _("Reconnu")
    DISMISSED = "dismissed", _("Expliqué, écarté")

    @classmethod
    def counting(cls) -> tuple["InterestState", ...]:
        return cls.PROPOSED, cls.HELD


class AssignmentState(models.TextChoices):
    """Where one reading of a dossier is."""

    PROPOSED = "proposed", _("Proposée")
    ASSIGNED = "assigned", _("Attribuée")
    STARTED = "started", _("Commencée")
    DONE = "done", _("Déposée")
    RECUSED = "recused", _("Déport")

    @classmethod
    def told(cls) -> tuple["AssignmentState", ...]:
        """Those that the reader knows of: nothing takes them away but a déport."""
        return cls.ASSIGNED, cls.STARTED, cls.DONE

    @classmethod
    def counted(cls) -> tuple["AssignmentState", ...]:
        """Those that make a reader of somebody."""
        return cls.PROPOSED, *cls.told()


class RecusedBy(models.TextChoices):
    """Who had a dossier leave somebody's pile."""

    PORTAL = "portal", _("Le portail, d’après les liens")
    JUROR = "juror", _("Le ou la membre du jury")
    ASSOCIATION = "association", _("L’association")


class RunKind(models.TextChoices):
    """What is worked out for all dossiers at once."""

    PROPOSE = "propose", _("Proposer une attribution")
    CONFIRM = "confirm", _("Confirmer l’attribution")


class Confidence(models.IntegerChoices):
    """How sure a reader is of a note; it does not count."""

    A_LITTLE = 1, _("un peu")
    ENOUGH = 2, _("assez")
    FULLY = 3, _("tout à fait")
