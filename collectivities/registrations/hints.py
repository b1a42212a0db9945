"""What helps the association to decide: each hint is a fact, not a verdict."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from collectivities.enums import AccountState
from collectivities.models import CollectivityPage, Membership, Registration
from collectivities.names import slugify_name
from portal.models import User

PROVIDERS = frozenset({
    "aol.com", "bbox.fr", "free.fr", "gmail.com", "gmx.fr", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net",
    "live.fr", "mailo.com", "numericable.fr", "orange.fr", "outlook.com", "outlook.fr", "proton.me", "protonmail.com",
    "sfr.fr", "wanadoo.fr", "yahoo.com", "yahoo.fr",
})  # fmt: skip
"""Where anyone has an address; small town halls too."""


TOWN_HALL = frozenset({"mairie", "ville", "commune", "villede", "mairiede", "agglo", "cc"})
"""Words that stand beside the name of a collectivité in a domain."""


@dataclass(frozen=True, slots=True)
class Hint:
    """``is_good`` is None where it says neither for nor against."""

    text: str
    is_good: bool | None = None


def hints(registration: Registration) -> list[Hint]:
    return [*_domain(registration), *_account(registration), *_earlier(registration)]


def team(registration: Registration) -> QuerySet[Membership]:
    """Those who are members of the collectivité already."""
    members: QuerySet[Membership] = Membership.objects.filter(collectivity=registration.collectivity_id)
    return members.select_related("user").order_by("created_at")


def others(registration: Registration) -> QuerySet[Registration]:
    """The other requests for the collectivité that are not decided."""
    rows: QuerySet[Registration] = Registration.objects.undecided().filter(collectivity=registration.collectivity_id)
    return rows.exclude(pk=registration.pk)


def _domain(registration: Registration) -> list[Hint]:
    domain, collectivity = registration.domain, registration.collectivity
    if domain in PROVIDERS:
        return [Hint(_("L’adresse est celle d’un fournisseur ouvert à tous (%(name)s).") % {"name": domain}, False)]
    site = _site_of(registration)
    if site and (domain == site or domain.endswith(f".{site}") or site.endswith(f".{domain}")):
        return [Hint(_("L’adresse est du domaine du site de la collectivité (%(site)s).") % {"site": site}, True)]
    if team(registration).filter(user__email__iendswith=f"@{domain}").exists():
        return [Hint(_("Un membre de l’équipe a une adresse du même domaine (%(name)s).") % {"name": domain}, True)]
    if _bears_name(domain, slugify_name(collectivity.name)):
        # A fact, and no proof: anyone may buy a domain.
        return [Hint(_("Le domaine porte le nom de la collectivité (%(name)s).") % {"name": domain})]
    return [Hint(_("Rien ne relie ce domaine à la collectivité : %(name)s.") % {"name": domain}, False)]


def _site_of(registration: Registration) -> str:
    """The host of the site that the page of the collectivité gives."""
    page = CollectivityPage.objects.filter(collectivity=registration.collectivity_id, alias_of=None).first()
    return (urlsplit(page.website).hostname or "").removeprefix("www.") if page else ""


def _account(registration: Registration) -> list[Hint]:
    user = User.objects.with_email(registration.email).first()
    if user is None:
        return []
    if AccountState.of(user) == AccountState.DEACTIVATED:
        return [Hint(_("Un compte a cette adresse, et il est désactivé : l’accepter ne le rouvre pas."), False)]
    places = Membership.objects.filter(user=user).select_related("collectivity__departement")
    names = ", ".join(membership.collectivity.full_name for membership in places)
    if not names:
        return [Hint(_("Un compte a déjà cette adresse."))]
    return [Hint(_("Cette personne est déjà membre de %(names)s.") % {"names": names}, True)]


def _earlier(registration: Registration) -> list[Hint]:
    """What was decided before for the same address."""
    rows = Registration.objects.filter(email=registration.email).exclude(pk=registration.pk).exclude(decided_at=None)
    return [_earlier_hint(row) for row in rows.select_related("collectivity__departement").order_by("-decided_at")[:5]]


def _earlier_hint(row: Any) -> Hint:
    values = {
        "name": row.collectivity.full_name,
        "state": row.get_state_display().lower(),
        "day": f"{row.decided_at:%d/%m/%Y}",
    }
    text = _("Demande du %(day)s pour %(name)s : %(state)s.") % values
    return Hint(f"{text} {row.reason}".strip(), row.is_approved)


def _bears_name(domain: str, slug: str) -> bool:
    """« mairie-le-mene.fr », « lemene.bzh », « ville.lemene.fr »: the whole name, and words of a town hall at most."""
    words = [word for word in re.split(r"[.-]", domain.rpartition(".")[0]) if word not in TOWN_HALL]
    return "".join(words) in {slug.replace("-", ""), *(f"{word}{slug.replace('-', '')}" for word in TOWN_HALL)}
