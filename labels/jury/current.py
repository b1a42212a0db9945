"""The campaign whose jury the association is at work on."""

from labels.models import Campaign


def working_campaign() -> Campaign | None:
    """The last one that was opened and is not settled; without any, the last one there is."""
    rows = Campaign.objects.order_by("-year")
    found: Campaign | None = rows.opened().filter(settled_at=None).first() or rows.first()
    return found
