"""What a palmarès is put to, as data, and what makes a level fragile."""

from django.db import models
from django.utils.translation import gettext_lazy as _

DRAWS = 1_000
WEIGHT_SHIFT = 0.2
THRESHOLD_SHIFT = 1
"""In points out of 100."""
CERTAIN = 0.9
"""A level is fragile when fewer of the draws than this give it."""


class Kind(models.TextChoices):
    """The tests; each but the draws changes one thing, and says which level comes of it."""

    DRAWS = "draws", _("les notes tirées de nouveau")
    JUROR = "juror", _("quelqu’un du jury en moins")
    WEIGHT = "weight", _("un autre coefficient")
    THRESHOLD = "threshold", _("un autre seuil")
    MEASURE = "measure", _("une autre façon de compter")

    @classmethod
    def decisive(cls) -> tuple["Kind", ...]:
        """Those of which one that changes a level is enough to call it fragile."""
        return cls.JUROR, cls.WEIGHT, cls.THRESHOLD, cls.MEASURE


MEAN, MEDIAN = "mean", "median"
