"""Sealing a procès-verbal: the next link of the chain of its campaign, under the lock of the campaign."""

from django.db import transaction

from labels.fingerprints import fingerprint
from labels.minutes.content import Content, linked, of_sitting
from labels.minutes.keeping import keep_pdf
from labels.models import Campaign, Minutes, Sitting
from portal.languages import in_french
from portal.models import User


@transaction.atomic
def seal_sitting(sitting: Sitting, by: User | None) -> Minutes:
    """The minutes of a sitting that is over. Asked twice, or by two people, they are sealed once."""
    campaign = locked(sitting.campaign_id)
    found: Minutes | None = Minutes.objects.filter(sitting=sitting).first()
    if found:
        return found
    # Somebody whose account is gone is told in words, which are French whoever ends the sitting.
    with in_french():
        content = of_sitting(sitting)
    return append(campaign, content, by, sitting)


def locked(key: int) -> Campaign:
    """A campaign whose minutes nobody else writes, and that nobody else settles, until the transaction is over."""
    found: Campaign = Campaign.objects.select_for_update(no_key=True).get(pk=key)
    return found


def append(campaign: Campaign, content: Content, by: User | None, sitting: Sitting | None = None) -> Minutes:
    """Add minutes to a campaign that is locked in this transaction."""
    last: Minutes | None = campaign.minutes.order_by("-number").first()
    number = last.number + 1 if last else 1
    whole = linked(campaign, number, last.fingerprint if last else "", content)
    made: Minutes = Minutes.objects.create(
        campaign=campaign,
        sitting=sitting,
        number=number,
        previous=last,
        content=whole,
        fingerprint=fingerprint(whole),
        account=by.pk if by else None,
    )
    transaction.on_commit(lambda: keep_pdf.enqueue(made.pk))
    return made
