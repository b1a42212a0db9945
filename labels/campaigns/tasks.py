"""Work in the background: everybody who has a dossier is told what changed."""

from django.utils.dateparse import parse_datetime
from django_tasks import task

from labels.campaigns.mails import tell_teams
from labels.models import Campaign, Erratum
from labels.models.campaign import CALENDAR


@task()
def tell_moved(key: int, moves: list[list[str]], reason: str) -> None:
    """``moves`` are rows: the field, what it was, what it is."""
    campaign = Campaign.objects.get(pk=key)
    rows = [
        (
            Campaign._meta.get_field(name).verbose_name,
            *((parse_datetime(value) if value and name in CALENDAR else value) for value in values),
            name in CALENDAR,
        )
        for name, *values in moves
    ]
    tell_teams(campaign, "mail/campaign_moved", {"moves": rows, "reason": reason})


@task()
def tell_corrected(key: int) -> None:
    erratum = Erratum.objects.select_related("campaign", "question").get(pk=key)
    question = erratum.question.text if erratum.question else ""
    tell_teams(erratum.campaign, "mail/campaign_corrected", {"question": question, "text": erratum.text})
