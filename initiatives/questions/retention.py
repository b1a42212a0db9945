"""How long threads are kept: those that are public stay with their sheet."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from initiatives.models import Question
from portal.retention import months_before


def described() -> str:
    return f"questions between communes, not public, silent for {settings.PORTAL_QUESTION_MONTHS} months"


def silent() -> "QuerySet[Question]":
    limit = months_before(timezone.now(), settings.PORTAL_QUESTION_MONTHS)
    found: QuerySet[Question] = Question.objects.filter(updated_at__lt=limit)
    return found.exclude(asking_agrees=True, asked_agrees=True)
