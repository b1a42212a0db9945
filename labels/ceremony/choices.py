"""What whoever leads the ceremony chooses."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Order(models.TextChoices):
    """In which order the collectivités are called."""

    LEVEL = "niveau", _("Niveau par niveau, du premier au plus haut")
    REGION = "region", _("Région par région")


class Envelopes(models.TextChoices):
    """What an envelope holds."""

    EACH = "une", _("Une enveloppe par collectivité")
    GROUP = "groupe", _("Une enveloppe par niveau, ou par région")
