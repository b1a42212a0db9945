"""Having the files of the label follow what has become public."""

from django.core.cache import cache

from labels.models import Award
from search.models import DataFile
from search.open_data.formats import CSV

DATASET = "labels"
SECONDS = 600
"""A production that was asked for is not asked for again for so long."""


def is_behind() -> bool:
    """Whether the files have another number of rows than there are awards to be read: a palmarès is missing whole,
    whenever its embargo ended, while they were written too.
    """
    file = DataFile.objects.of(DATASET, CSV.extension).first()
    return (file.rows if file else 0) != Award.objects.public().count()


def asks_first() -> bool:
    """Whether nobody asked for the same production meanwhile."""
    return bool(cache.add(f"open-data-asked:{DATASET}", True, SECONDS))
