"""What takes seconds is a run: asked for by a person, done by a task, one at a time for a campaign."""

import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from labels.enums import RunState
from labels.models import AssignmentRun, Campaign, Trial

Run = TypeVar("Run", AssignmentRun, Trial)


class WorkingError(Exception):
    """Another run of this campaign is not over."""


def begin(model: type[Run], campaign: Campaign, longest: datetime.timedelta, **values: Any) -> Run:
    """A run to be done by a task. Raises ``WorkingError`` while another one works; one that took longer than
    ``longest`` was lost with its process, and stands in nobody's way.
    """
    moment = timezone.now()
    lost = model.objects.filter(campaign=campaign, state=RunState.WORKING, asked_at__lt=moment - longest)
    lost.update(state=RunState.FAILED, ended_at=moment)
    try:
        with transaction.atomic():
            run: Run = model.objects.create(campaign=campaign, **values)
    except IntegrityError as error:
        raise WorkingError from error
    return run


def end(run: Run, state: RunState, **values: Any) -> None:
    """What came of it, unless it was given up meanwhile."""
    working = type(run).objects.filter(pk=run.pk, state=RunState.WORKING)
    working.update(state=state, ended_at=timezone.now(), **values)
