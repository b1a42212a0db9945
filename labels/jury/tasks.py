"""Working out who reads what takes seconds: no web page waits for it."""

import datetime
import logging
import time

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from labels.jury.distribution import confirm, propose_all
from labels.jury.enums import RunKind, RunState
from labels.models import AssignmentRun, Campaign
from portal.models import User

logger = logging.getLogger(__name__)
LONGEST = datetime.timedelta(minutes=10)
"""After which a run was lost with its process."""


class WorkingError(Exception):
    """Another run of this campaign is not over."""


def start(campaign: Campaign, kind: RunKind, user: User) -> AssignmentRun:
    """Ask for a run; two at once are one. Raises ``WorkingError``."""
    lost = AssignmentRun.objects.filter(
        campaign=campaign, state=RunState.WORKING, asked_at__lt=timezone.now() - LONGEST
    )
    lost.update(state=RunState.FAILED, ended_at=timezone.now())
    try:
        with transaction.atomic():
            run: AssignmentRun = AssignmentRun.objects.create(campaign=campaign, kind=kind, asked_by=user)
    except IntegrityError as error:
        raise WorkingError from error
    run_assignment.enqueue(run.pk)
    return run


@task()
def run_assignment(key: int) -> None:
    run = AssignmentRun.objects.select_related("campaign", "asked_by").get(pk=key)
    if run.state != RunState.WORKING:
        return
    began = time.monotonic()
    try:
        made = propose_all(run.campaign) if run.kind == RunKind.PROPOSE else confirm(run.campaign, run.asked_by)
    except Exception:
        # The person who asked reads that it failed; the log says why.
        logger.exception("The assignment of %s failed", run.campaign)
        _end(run, RunState.FAILED, 0, began)
    else:
        _end(run, RunState.DONE, made, began)


def _end(run: AssignmentRun, state: RunState, made: int, began: float) -> None:
    working = AssignmentRun.objects.filter(pk=run.pk, state=RunState.WORKING)
    working.update(state=state, made=made, ended_at=timezone.now(), seconds=round(time.monotonic() - began, 2))
