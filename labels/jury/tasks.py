"""Working out who reads what takes seconds: no web page waits for it."""

import datetime
import logging
import time

from django_tasks import task

from labels.enums import RunState
from labels.jury.distribution import confirm, propose_all
from labels.jury.enums import RunKind
from labels.models import AssignmentRun, Campaign
from labels.runs import begin, end
from portal.models import User

logger = logging.getLogger(__name__)
LONGEST = datetime.timedelta(minutes=10)
"""After which a run was lost with its process."""


def start(campaign: Campaign, kind: RunKind, user: User) -> AssignmentRun:
    """Ask for a run; two at once are one. Raises ``WorkingError``."""
    run = begin(AssignmentRun, campaign, LONGEST, kind=kind, asked_by=user)
    run_assignment.enqueue(run.pk)
    return run


@task()
def run_assignment(key: int) -> None:
    run = AssignmentRun.objects.select_related("campaign", "asked_by").get(pk=key)
    if run.state != RunState.WORKING:
        return
    began, state, made = time.monotonic(), RunState.DONE, 0
    try:
        made = propose_all(run.campaign) if run.kind == RunKind.PROPOSE else confirm(run.campaign, run.asked_by)
    except Exception:
        # The person who asked reads that it failed; the log says why.
        logger.exception("The assignment of %s failed", run.campaign)
        state = RunState.FAILED
    end(run, state, made=made, seconds=round(time.monotonic() - began, 2))
