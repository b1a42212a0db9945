"""Closed vocabularies of the editorial pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResourceKind(models.TextChoices):
    GUIDE = "guide", _("Guide")
    TEMPLATE = "template", _("Modèle")
    STUDY = "study", _("Étude")
    VIDEO = "video", _("Vidéo")
    SOFTWARE = "software", _("Logiciel")
    REGULATION = "regulation", _("Texte de référence")


class Licence(models.TextChoices):
    OPEN_LICENCE = "lo-2.0", _("Licence Ouverte 2.0")
    CC_BY = "cc-by", _("Creative Commons Attribution")
    CC_BY_SA = (
        "cc-by-sa",
        _("Creative Commons Attribution, partage dans les mêmes conditions"),
    )
    ALL_RIGHTS_RESERVED = "all-rights-reserved", _("Tous droits réservés")


class Conformity(models.TextChoices):
    """The three states French law knows for the accessibility of a site (décret 2019-768)."""

    NONE = "none", _("non conforme")
    PARTIAL = "partial", _("partiellement conforme")
    FULL = "full", _("totalement conforme")


class TranslationState(models.TextChoices):
    """Whether a page exists, for its readers, in another language."""

    DONE = "done", _("En ligne")
    DRAFT = "draft", _("Brouillon")
    MISSING = "missing", _("À faire")


class HelpAction(models.TextChoices):
    """What the button beside an answer does, in the space of a collectivité."""

    PRESENT = "present", _("Présenter une initiative")
    TODO = "todo", _("Voir ce qui est à faire")
    MESSAGES = "messages", _("Ouvrir les messages")
    HOURS = "hours", _("Ouvrir les heures")
    RUNNING = "running", _("Dire ce qui est en service")
    STATISTICS = "statistics", _("Voir les statistiques")
    TEAM = "team", _("Ouvrir l’équipe")
    LEAVE = "leave", _("Quitter l’équipe")
    ACCOUNT = "account", _("Ouvrir mon compte")
