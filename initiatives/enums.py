"""Closed vocabularies of initiatives."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far an initiative is."""

    PROJECT = "project", _("En projet")
    TRIAL = "trial", _("Expérimentation")
    RUNNING = "running", _("En service")
    GENERAL = "general", _("Généralisée")
    STOPPED = "stopped", _("Arrêtée")


class SheetState(models.TextChoices):
    """Where a sheet is in its life, as its commune reads it; ``css`` is how loud that is said."""

    DRAFT = "draft", _("Brouillon")
    REVIEW = "review", _("En relecture")
    PUBLISHED = "published", _("Publiée")
    STALE = "stale", _("À mettre à jour")
    ARCHIVED = "archived", _("Archivée")

    @property
    def css(self) -> str:
        return {"review": "info", "published": "ok", "stale": "warn"}.get(self.value, "none")


class AudienceCode(models.TextChoices):
    ALL = "all", _("Tous les habitants")
    CHILDREN = "children", _("Enfants")
    YOUTH = "youth", _("Jeunes")
    FAMILIES = "families", _("Familles")
    SENIORS = "seniors", _("Aînés")
    JOBSEEKERS = "jobseekers", _("Demandeurs d’emploi")
    DISABLED = "disabled", _("Personnes en situation de handicap")
    NEWCOMERS = "newcomers", _("Nouveaux arrivants")
    ASSOCIATIONS = "associations", _("Associations")
    BUSINESSES = "businesses", _("Commerçants et entreprises")
    STAFF = "staff", _("Agents")
    ELECTED = "elected", _("Élus")


class Equipment(models.TextChoices):
    WIFI = "wifi", _("Wi-Fi")
    PRINTER = "printer", _("Imprimante")
    SCANNER = "scanner", _("Numériseur")
    WEBCAM = "webcam", _("Webcam")
    HEADSETS = "headsets", _("Casques")
    ACCESSIBLE_STATION = "accessible_station", _("Poste adapté aux personnes handicapées")
    CHILDRENS_CORNER = "childrens_corner", _("Coin des enfants")
    AV_STUDIO = "av_studio", _("Atelier son et image")
    LAPTOP_LOAN = "laptop_loan", _("Prêt d’ordinateurs portables")


class SignIn(models.TextChoices):
    NONE = "none", _("Sans compte")
    ACCOUNT = "account", _("Avec un compte de la commune")
    CERTIFICATE = "certificate", _("Avec un certificat")
    CODE_BY_MAIL = "code_by_mail", _("Avec un code reçu par courrier")


class EducationLevel(models.TextChoices):
    NURSERY = "nursery", _("Maternelle")
    ELEMENTARY = "elementary", _("Élémentaire")
    MIDDLE = "middle", _("Collège")
    HIGH = "high", _("Lycée")
    HIGHER = "higher", _("Enseignement supérieur")
    ADULT = "adult", _("Formation des adultes")


class Weekday(models.IntegerChoices):
    """As ``date.isoweekday()`` counts them."""

    MONDAY = 1, _("Lundi")
    TUESDAY = 2, _("Mardi")
    WEDNESDAY = 3, _("Mercredi")
    THURSDAY = 4, _("Jeudi")
    FRIDAY = 5, _("Vendredi")
    SATURDAY = 6, _("Samedi")
    SUNDAY = 7, _("Dimanche")


class Confirmation(models.TextChoices):
    """Whether the commune said lately that a sheet is still true. Of what is stopped, nobody asks."""

    RECENT = "recent", _("Confirmée depuis moins d’un an")
    DUE = "due", _("À confirmer")


class Side(models.TextChoices):
    """Of two communes that write to each other, the one that asked, and the one of the sheet."""

    ASKING = "asking", _("Qui demande")
    ASKED = "asked", _("Qui répond")

    @property
    def other(self) -> "Side":
        return Side.ASKED if self == Side.ASKING else Side.ASKING


class InspirationState(models.TextChoices):
    """What the commune of the origin said to the one that was inspired."""

    DECLARED = "declared", _("Déclarée")
    THANKED = "thanked", _("Remerciée")
    CONTESTED = "contested", _("Contestée")

    @property
    def css(self) -> str:
        return {"thanked": "ok", "contested": "warn"}.get(self.value, "info")


class CorrectionState(models.TextChoices):
    """Where a correction that a reader proposed stands."""

    WAITING = "waiting", _("À relire")
    PASSED_ON = "passed_on", _("Transmise à la commune")
    DISMISSED = "dismissed", _("Écartée")
    DONE = "done", _("Traitée")


class Measure(models.TextChoices):
    """What a sheet says in figures of what it took; the values are the names of its fields."""

    FIRST_YEAR = "cost_first_year", _("La première année")
    YEARLY = "cost_yearly", _("Chaque année ensuite")
    SETUP = "setup_months", _("Préparation")

    @property
    def is_money(self) -> bool:
        return self != Measure.SETUP

    @property
    def icon(self) -> str:
        return "euro" if self.is_money else "clock"


class ThemePart(StrEnum):
    """What answers at the address of a theme, and below it; the values end the address."""

    SHEETS = ""
    FEED = "flux"
    PROJECT = "monter-un-projet"

    @property
    def view_name(self) -> str:
        return {ThemePart.SHEETS: "theme", ThemePart.FEED: "theme_feed", ThemePart.PROJECT: "theme_project"}[self]

    @property
    def ending(self) -> str:
        return f"/{self}/" if self else "/"


class Medium(models.TextChoices):
    """How two communes that gave each other an hour speak."""

    PHONE = "phone", _("Par téléphone")
    VIDEO = "video", _("En visio")


class HourState(models.TextChoices):
    """Whether the commune that offered an hour still does."""

    OPEN = "open", _("Proposée")
    CANCELLED = "cancelled", _("Annulée")
