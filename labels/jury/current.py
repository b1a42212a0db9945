"""The campaign whose jury the association is at work on."""

from labels.models import Campaign


def working_campaign() -> Campaign | None:
    """The last one that was opened and whose palmarès is not public; without any, the last one there is."""
    rows = Campaign.objects.order_by("-year")
    waiting = rows.opened().filter(settled_at=None) | rows.opened().under_embargo()
    found: Campaign | None = waiting.first() or rows.first()
    return found
