"""Nothing of a palmarès leaves the portal before its second, and pages that were kept turn at that second."""

from django.http import HttpRequest

from labels.models import Campaign
from portal.page_cache import keep_until


def tell_time(request: HttpRequest) -> None:
    """The answer is out of date when the next embargo ends. To be said **before** the awards are read: a palmarès that
    becomes public in between is then in an answer that is not kept, and never missing from one that is.
    """
    following = Campaign.objects.under_embargo().order_by("embargo_until")
    moment = following.values_list("embargo_until", flat=True).first()
    if moment:
        keep_until(request, moment)
