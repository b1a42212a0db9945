"""The links that the portal sees by itself. Each is a fact about the person, and says nothing of who is a candidate."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from collectivities.models import Collectivity, Membership
from collectivities.registrations.hints import PROVIDERS
from labels.jury.enums import InterestKind, InterestState, Reach
from labels.models import Interest, Juror

LEFT = ("collectivities.remove_member", "collectivities.leave")
"""What the journal of a team says of who is no more of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    kind: InterestKind
    collectivity_id: int
    reach: Reach = Reach.ITSELF
    based_on: Interest | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        return self.kind, self.collectivity_id, self.reach


def propose(juror: Juror) -> list[Interest]:
    """Write down what is seen and was not yet; what was explained away is not asked again. One that ended with the link
    that led to it is, once another leads to it. The new ones.
    """
    known = {(one.kind, one.collectivity_id, one.reach) for one in juror.interests.running()}
    made: list[Interest] = []
    for seen in _of_account(juror):
        made += _write(juror, seen, known)
    rooted = juror.interests.counting().filter(kind__in=InterestKind.rooted(), collectivity__isnull=False)
    for interest in rooted.select_related("collectivity"):
        for seen in _around(interest):
            made += _write(juror, seen, known)
    return made


def _write(juror: Juror, seen: Seen, known: set[tuple[str, int | None, str]]) -> list[Interest]:
    if seen.key in known:
        return []
    known.add(seen.key)
    certain = seen.kind in InterestKind.certain()
    interest, created = Interest.objects.get_or_create(
        juror=juror,
        kind=seen.kind,
        collectivity_id=seen.collectivity_id,
        reach=seen.reach,
        ended_at=None,
        defaults={
            "state": InterestState.HELD if certain else InterestState.PROPOSED,
            "based_on": seen.based_on,
        },
    )
    return [interest] if created else []


def _of_account(juror: Juror) -> Iterator[Seen]:
    """Teams she is or was in, and those whose mail has the same domain: which colleague it is, is not told."""
    user = juror.user
    if user is None:
        return
    own = set(Membership.objects.filter(user=user).values_list("collectivity_id", flat=True))
    yield from (Seen(InterestKind.TEAM, key) for key in sorted(own))
    yield from (Seen(InterestKind.FORMER_TEAM, key) for key in sorted(_left(user.pk) - own))
    domain = user.email.rpartition("@")[2].lower()
    if domain and domain not in PROVIDERS:
        same = Membership.objects.active().exclude(user=user).filter(user__email__iendswith=f"@{domain}")
        keys = set(same.order_by().values_list("collectivity_id", flat=True))
        yield from (Seen(InterestKind.ADDRESS, key) for key in sorted(keys - own))


def _left(user_pk: int) -> set[int]:
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Collectivity), action__in=LEFT, data__person_key=user_pk
    )
    keys = {int(key) for key in entries.values_list("object_id", flat=True)}
    return set(Collectivity.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _around(interest: Interest) -> Iterator[Seen]:
    """What lies around a place that is one's own."""
    place = interest.collectivity
    if place is None:
        return
    if not place.is_commune:
        if place.members.exists():
            yield Seen(InterestKind.TERRITORY, place.pk, Reach.MEMBERS, interest)
        return
    if place.intercommunality_id:
        yield Seen(InterestKind.TERRITORY, place.intercommunality_id, Reach.MEMBERS, interest)
    if place.has_position:
        yield Seen(InterestKind.NEIGHBOUR, place.pk, Reach.AROUND, interest)
