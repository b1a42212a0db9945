"""Closed vocabularies of the kernel."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BannerLevel(models.TextChoices):
    """How loud the alert banner is; the value is the CSS class of the alert."""

    INFO = "info", _("Information")
    WARNING = "warn", _("À savoir")
    ERROR = "err", _("Urgent")


class MenuPlace(models.TextChoices):
    HEADER = "header", _("En-tête")
    FOOTER_SEARCH = "footer_search", _("Pied de page : Chercher")
    FOOTER_LABEL = "footer_label", _("Pied de page : Le label")
    FOOTER_ASSOCIATION = "footer_association", _("Pied de page : L’association")
    FOOTER_LEGAL = "footer_legal", _("Pied de page : mentions")


class ThemeColor(models.TextChoices):
    """The classes of the stylesheet that colour a theme; the value follows ``t-``."""

    ACCESS = "acces", _("Bleu (arches)")
    ADMINISTRATION = "eadmin", _("Vert (feuilles)")
    INFORMATION = "infos", _("Orange (ondes)")
    EXPRESSION = "voix", _("Rose (bulles)")
    EDUCATION = "ecole", _("Violet (marches)")
    NEUTRAL = "neutre", _("Gris (points)")


class Rhythm(models.TextChoices):
    """How often the mails of a person leave: each at once, or those of a day or of a week in one."""

    AT_ONCE = "at_once", _("Tout de suite, un par un")
    DAILY = "daily", _("Une fois par jour, en un seul")
    WEEKLY = "weekly", _("Une fois par semaine, le lundi")
