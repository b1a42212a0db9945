"""Closed vocabularies of the label."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where the year of a label is; the calendar and two acts of the association say it."""

    PREPARATION = "preparation", _("En préparation")
    ANNOUNCED = "announced", _("Annoncée")
    OPEN = "open", _("Ouverte aux candidatures")
    GRACE = "grace", _("Clôture, délai de grâce")
    CLOSED = "closed", _("Close, à l’étude")
    EMBARGO = "embargo", _("Palmarès arrêté, sous embargo")
    PUBLISHED = "published", _("Palmarès publié")


class QuestionKind(models.TextChoices):
    """How a question is answered."""

    YES_NO = "yes_no", _("Oui ou non")
    SCALE = "scale", _("Échelle")
    CHOICE = "choice", _("Un choix")
    NUMBER = "number", _("Un nombre")
    TEXT = "text", _("Un texte")
    EVIDENCE = "evidence", _("Des preuves")

    @classmethod
    def with_choices(cls) -> tuple["QuestionKind", ...]:
        """Those answered by one of the choices written with the question."""
        return cls.CHOICE, cls.SCALE

    @classmethod
    def with_number(cls) -> tuple["QuestionKind", ...]:
        """Those whose answer is kept as a number."""
        return cls.YES_NO, cls.NUMBER


class DossierPath(models.TextChoices):
    """How much of the questionnaire a collectivité answers; both lead to the same scale."""

    SHORT = "short", _("Parcours court")
    FULL = "full", _("Parcours complet")


class RuleKind(models.TextChoices):
    """What a campaign asks before a dossier may be deposited; ``labels.eligibility`` knows how each is checked."""

    PRESENTATION = "presentation", _("La page de la collectivité est présentée")
    PUBLISHED_SHEETS = "published_sheets", _("Un nombre d’initiatives publiées")
    CURRENT_SHEETS = "current_sheets", _("Un nombre d’initiatives de moins de deux ans ou toujours en service")
    ANSWERS = "answers", _("Une réponse à chaque question obligatoire")
    PROOFS = "proofs", _("Un nombre de preuves jointes")

    @classmethod
    def counting(cls) -> tuple["RuleKind", ...]:
        """Those that ask for a number."""
        return cls.PUBLISHED_SHEETS, cls.CURRENT_SHEETS, cls.PROOFS


class DossierState(models.TextChoices):
    """Where a dossier is; ``labels.workflow`` says what leads from one to the next."""

    DRAFT = "draft", _("Brouillon")
    DEPOSITED = "deposited", _("Déposé")
    TO_COMPLETE = "to_complete", _("À compléter")
    ADMISSIBLE = "admissible", _("Recevable")
    INADMISSIBLE = "inadmissible", _("Irrecevable")
    READING = "reading", _("En évaluation")
    DELIBERATION = "deliberation", _("En délibération")
    LABELLED = "labelled", _("Labellisé")
    MENTION = "mention", _("Mention")
    NOT_LABELLED = "not_labelled", _("Non labellisé")
    PUBLISHED = "published", _("Publié")

    @classmethod
    def writable(cls) -> tuple["DossierState", ...]:
        """Those in which the collectivité writes."""
        return cls.DRAFT, cls.TO_COMPLETE

    @classmethod
    def examined(cls) -> tuple["DossierState", ...]:
        """Those in which the association looks whether a dossier may be read."""
        return cls.DEPOSITED, cls.TO_COMPLETE, cls.ADMISSIBLE, cls.INADMISSIBLE

    @classmethod
    def decided(cls) -> tuple["DossierState", ...]:
        """Those that say what the jury decided: secret until the palmarès is public."""
        return cls.LABELLED, cls.MENTION, cls.NOT_LABELLED

    @classmethod
    def deliberated(cls) -> tuple["DossierState", ...]:
        """Those that are before the jury in its room, decided or not yet."""
        return cls.DELIBERATION, *cls.decided()

    @property
    def told(self) -> "DossierState":
        """What the collectivité, and anybody else outside the jury, is told of it before the palmarès is public."""
        return DossierState.DELIBERATION if self in DossierState.decided() else self

    @property
    def css(self) -> str:
        """How loud it is said."""
        if self in {DossierState.DRAFT, DossierState.NOT_LABELLED, DossierState.INADMISSIBLE}:
            return "none"
        if self == DossierState.TO_COMPLETE:
            return "warn"
        return "info" if self in {DossierState.READING, DossierState.DELIBERATION} else "ok"


class ReasonKind(models.TextChoices):
    """For which transition of ``labels.workflow``, by its name, a reason is written once and often given."""

    TO_COMPLETE = "ask_to_complete", _("Demander de compléter")
    REFUSED = "refuse", _("Déclarer irrecevable")


class Actor(models.TextChoices):
    """In what quality somebody acts on a dossier; the journal keeps it, not the name."""

    CONTRIBUTOR = "contributor", _("Un·e contributeur·rice de la collectivité")
    REFERENT = "referent", _("Un·e référent·e de la collectivité")
    ASSOCIATION = "association", _("L’association")
    PRESIDENT = "president", _("La présidence du jury")
    JUROR = "juror", _("Un·e membre du jury")
    PORTAL = "portal", _("Le portail")


class AppealState(models.TextChoices):
    """Where an appeal is; ``labels.appeals.states`` says what leads from one to the next."""

    FILED = "filed", _("Déposé")
    STUDIED = "studied", _("À l’étude")
    FOUNDED = "founded", _("Fondé")
    UNFOUNDED = "unfounded", _("Non fondé")

    @classmethod
    def waiting(cls) -> tuple["AppealState", ...]:
        """Those that owe an answer."""
        return cls.FILED, cls.STUDIED

    @classmethod
    def answered(cls) -> tuple["AppealState", ...]:
        return cls.FOUNDED, cls.UNFOUNDED

    @property
    def css(self) -> str:
        """How loud it is said."""
        if self in AppealState.waiting():
            return "info"
        return "ok" if self == AppealState.FOUNDED else "none"


class Grade(models.IntegerChoices):
    """What a candidate thinks of a part of the process."""

    NOT_AT_ALL = 1, _("Pas du tout")
    HARDLY = 2, _("Plutôt non")
    HALF = 3, _("À moitié")
    MOSTLY = 4, _("Plutôt oui")
    FULLY = 5, _("Tout à fait")


class WouldAgain(models.TextChoices):
    """Whether a candidate would be one again."""

    YES = "yes", _("Oui")
    MAYBE = "maybe", _("Peut-être")
    NO = "no", _("Non")


class RunState(models.TextChoices):
    """Of what is worked out by a task: see ``labels.runs``."""

    WORKING = "working", _("En cours")
    DONE = "done", _("Terminé")
    FAILED = "failed", _("Échec")
