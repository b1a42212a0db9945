"""By what one sees that a palmarès was put to the test with other readings than those of now."""

import hashlib
import json

from labels.models import Campaign, Review
from labels.scoring.scale import scale
from labels.scoring.table import SCORED


def digest(campaign: Campaign) -> str:
    """Of who read what, when and with which mark, and of the thresholds. The grids are not read: they are written with
    the hour of the deposit. Two queries.
    """
    rows = Review.objects.deposited().filter(
        assignment__dossier__campaign=campaign, assignment__dossier__state__in=SCORED
    )
    columns = ("assignment__dossier_id", "assignment__juror_id", "mark", "deposited_at")
    read = rows.order_by("assignment_id").values_list(*columns)
    said = [
        [[one.symbols, str(one.threshold)] for one in scale(campaign.levels.all())],
        [[dossier, juror, str(mark), at.isoformat()] for dossier, juror, mark, at in read],
    ]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()
