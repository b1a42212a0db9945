"""Putting a palmarès to the test takes seconds: no web page waits for it."""

import datetime
import logging

from django_tasks import task

from labels.enums import RunState
from labels.models import Campaign, Trial
from labels.robustness.digest import digest
from labels.robustness.rules import DRAWS
from labels.robustness.trying import put_to_the_test
from labels.runs import begin, end
from labels.scoring.table import of_campaign
from portal.models import User

logger = logging.getLogger(__name__)
LONGEST = datetime.timedelta(minutes=5)
"""After which a trial was lost with its process."""


def start(campaign: Campaign, user: User) -> Trial:
    """Ask for a trial; two at once are one. Raises ``WorkingError``. Its seed is the year: whoever works it out again
    finds the same.
    """
    trial = begin(Trial, campaign, LONGEST, asked_by=user, seed=campaign.year, draws=DRAWS)
    run_trial.enqueue(trial.pk)
    return trial


@task()
def run_trial(key: int) -> None:
    trial = Trial.objects.select_related("campaign").get(pk=key)
    if trial.state != RunState.WORKING:
        return
    try:
        # The digest comes first: what changes while it works makes the result an old one.
        made_with = digest(trial.campaign)
        readings = of_campaign(trial.campaign, with_grids=True)
        found = put_to_the_test(readings, list(trial.campaign.levels.all()), trial.seed, trial.draws)
    except Exception:
        # The person who asked reads that it failed; the log says why.
        logger.exception("The trial of %s failed", trial.campaign)
        end(trial, RunState.FAILED)
    else:
        end(trial, RunState.DONE, digest=made_with, result=found.kept())
        # What a decision was taken with stands in the decision: nobody reads an earlier trial.
        Trial.objects.filter(campaign=trial.campaign, pk__lt=trial.pk).delete()
