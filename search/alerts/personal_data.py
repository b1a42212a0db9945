"""The alerts of an address: whoever has the account reads the same mails."""

from typing import Any

from portal.models import User
from portal.personal_data import Holding
from search.alerts.models import SearchAlert


def _read(user: User) -> list[Any]:
    return list(SearchAlert.objects.filter(email__iexact=user.email).values())


def _erase(user: User) -> None:
    SearchAlert.objects.filter(email__iexact=user.email).delete()


READER = Holding("alertes", _read, _erase)
