"""How long what is known of a session is kept: as long as the session."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone


def described() -> str:
    return "descriptions of sessions that have ended"


def ended_sessions() -> "QuerySet[UserSession]":
    open_ones = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.exclude(session_key__in=open_ones)
    return found
