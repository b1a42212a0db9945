"""Fixed vocabularies of the search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What may be found: the kinds stand as tabs above the hits, each with its number."""

    INITIATIVE = "initiative", _("Initiatives")
