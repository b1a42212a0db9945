"""The accounts of the demonstration, one for each way of using the portal."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group

from collectivities.enums import Role
from collectivities.models import CollectivityPage, Membership
from home.demo.recording import DemoRecorder
from portal.models import User
from portal.permissions import ASSOCIATION_GROUP

DEBUG_PASSWORD = "ville-internet-2007"  # noqa: S105 - only ever set where DEBUG is on


@dataclass(frozen=True, slots=True)
class DemoAccount:
    email: str
    first_name: str
    last_name: str
    description: str
    superuser: bool = False
    association: bool = False


# Those of the jury have a domain of their own: the portal sees a link in an address like that of a commune's team.
ACCOUNTS = (
    DemoAccount(
        "technique@demo.example",
        "Équipe",
        "technique",
        "l’équipe technique : tous les droits",
        superuser=True,
    ),
    DemoAccount(
        "association@demo.example",
        "Camille",
        "Association",
        "l’association : relit et publie",
        association=True,
    ),
    DemoAccount(
        "mairie@demo.example",
        "Maryvonne",
        "Mairie",
        "la secrétaire de mairie d’une commune",
    ),
    DemoAccount(
        "agent@demo.example",
        "Yann",
        "Agent",
        "un agent qui travaille pour trois communes",
    ),
    DemoAccount(
        "presidence@jury.example",
        "Hélène",
        "Présidence",
        "la présidente du jury",
    ),
    DemoAccount(
        "jury@jury.example",
        "Awa",
        "Jury",
        "une membre du jury",
    ),
)


def load(pages: dict[str, CollectivityPage], record: DemoRecorder) -> None:
    """Make the accounts that are missing. Outside DEBUG nobody knows their passwords: they are reset by link."""
    codes = own_codes(pages)
    communes = {"mairie@demo.example": codes[:1], "agent@demo.example": codes[1:]}
    for account in ACCOUNTS:
        if User.objects.filter(email=account.email).exists():
            continue
        user = _user(account)
        record(user)
        for code in communes.get(account.email, []):
            Membership.objects.create(user=user, collectivity=pages[code].collectivity, role=Role.REFERENT)


def own_codes(pages: dict[str, CollectivityPage]) -> list[str]:
    """Official codes of the communes that the accounts work for: that of the secretary, then the agent's three."""
    return [code for code, page in sorted(pages.items()) if page.numchild][:4]


def _user(account: DemoAccount) -> User:
    password = DEBUG_PASSWORD if settings.DEBUG else secrets.token_urlsafe(24)
    create = User.objects.create_superuser if account.superuser else User.objects.create_user
    user = create(
        account.email,
        password,
        first_name=account.first_name,
        last_name=account.last_name,
    )
    if account.association:
        user.groups.add(Group.objects.get(name=ASSOCIATION_GROUP))
    return user


def lines() -> list[str]:
    """What to tell the person who starts the demonstration: each account, its password, whom it stands for."""
    known = set(User.objects.filter(email__in=[account.email for account in ACCOUNTS]).values_list("email", flat=True))
    password = DEBUG_PASSWORD if settings.DEBUG else "(mot de passe à demander par « mot de passe oublié »)"
    return [f"{a.email}  {password}  {a.description}" for a in ACCOUNTS if a.email in known]
