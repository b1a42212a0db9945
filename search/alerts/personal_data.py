"""The alerts of an address: whoever has the account reads the same mails."""

from typing import Any

from django.db.models import Exists, OuterRef

from portal.models import User
from portal.personal_data import Holding
from search.alerts.models import SearchAlert


def _read(user: User) -> list[Any]:
    return list(SearchAlert.objects.filter(email__iexact=user.email).values())


def _erase(user: User) -> None:
    SearchAlert.objects.filter(email__iexact=user.email).delete()


def follow_address(before: str, after: str, **kwargs: Any) -> None:
    """The alerts of an address go with the person to another one; those she has there already are kept once."""
    mine = SearchAlert.objects.filter(email__iexact=before)
    there = SearchAlert.objects.filter(email__iexact=after, query=OuterRef("query"), language=OuterRef("language"))
    mine.filter(Exists(there)).delete()
    mine.update(email=after)


READER = Holding("alertes", _read, _erase)
