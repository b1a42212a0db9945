"""The list and the usual reasons that a campaign begins with: those of the last one that has some, or ours."""

import tomllib
from pathlib import Path

from django.db import transaction

from labels.models import Campaign, CheckItem, UsualReason

FILE = Path(__file__).parent.parent / "data" / "checklist.toml"


def model_campaign(campaign: Campaign) -> Campaign | None:
    """The last earlier one that has a list."""
    earlier = Campaign.objects.filter(year__lt=campaign.year, check_items__isnull=False)
    found: Campaign | None = earlier.order_by("-year").first()
    return found


@transaction.atomic
def start_checklist(campaign: Campaign) -> None:
    """Give a campaign a list; one that has some keeps its own."""
    # Under the lock of the campaign, two who begin at once make one list.
    locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if locked.check_items.exists():
        return
    items, reasons = _copied(locked) or _ours()
    for place, item in enumerate(items):
        item.campaign, item.sort_order = locked, place
    for place, reason in enumerate(reasons):
        reason.campaign, reason.sort_order = locked, place
    CheckItem.objects.bulk_create(items)
    if not locked.usual_reasons.exists():
        UsualReason.objects.bulk_create(reasons)


def _copied(campaign: Campaign) -> tuple[list[CheckItem], list[UsualReason]] | None:
    model = model_campaign(campaign)
    if model is None:
        return None
    items = [CheckItem(text=item.text, help=item.help) for item in model.check_items.order_by("sort_order", "pk")]
    reasons = model.usual_reasons.order_by("sort_order", "pk")
    return items, [UsualReason(kind=reason.kind, text=reason.text) for reason in reasons]


def _ours() -> tuple[list[CheckItem], list[UsualReason]]:
    data = tomllib.loads(FILE.read_text("utf-8"))
    return [CheckItem(**row) for row in data["items"]], [UsualReason(**row) for row in data["reasons"]]
