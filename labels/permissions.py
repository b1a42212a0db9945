"""In what quality somebody acts on a dossier, as pure functions."""

from django.utils.translation import gettext_lazy as _

from collectivities.enums import Role
from collectivities.models import Membership
from labels.enums import Actor, DossierState
from labels.models import Award, Dossier
from portal.permissions import Person, user_curates

OWN = _("Vous êtes de l’équipe de cette collectivité : un·e collègue de l’association s’en occupe.")
"""What somebody of the association is told who would decide on her own collectivité."""


def actors(user: Person, dossier: Dossier) -> frozenset[Actor]:
    """What a person is for this dossier; nothing for who has no business with it."""
    found: set[Actor] = set()
    membership = Membership.objects.of(user).filter(collectivity=dossier.collectivity_id).first()
    if membership:
        # Who looks after the team writes as the others do.
        found.add(Actor.CONTRIBUTOR)
        if membership.role == Role.REFERENT:
            found.add(Actor.REFERENT)
    if user.is_authenticated and user_curates(user):
        found.add(Actor.ASSOCIATION)
    return frozenset(found)


def user_can_read_dossier(user: Person, dossier: Dossier) -> bool:
    """The team of its collectivité; the association once it was deposited."""
    found = actors(user, dossier)
    if Actor.CONTRIBUTOR in found:
        return True
    return Actor.ASSOCIATION in found and dossier.deposited_at is not None


def user_can_write_dossier(user: Person, dossier: Dossier) -> bool:
    """Anybody of the team of its collectivité, and nobody else; the calendar has its say too (``labels.timing``)."""
    return Actor.CONTRIBUTOR in actors(user, dossier)


def user_can_deposit_dossier(user: Person, dossier: Dossier) -> bool:
    """Those who look after the team: to write is not to deposit."""
    return Actor.REFERENT in actors(user, dossier)


def can_follow(found: frozenset[Actor], dossier: Dossier) -> bool:
    """The association reads what was deposited and not taken back: a draft is its collectivité's alone."""
    return Actor.ASSOCIATION in found and dossier.state != DossierState.DRAFT


def can_examine(found: frozenset[Actor]) -> bool:
    """The association, but nobody of the team of the collectivité: nobody decides on her own dossier."""
    return Actor.ASSOCIATION in found and Actor.CONTRIBUTOR not in found


def user_may_decide_on(user: Person, award: Award) -> bool:
    """Nobody of the team of a collectivité takes its label back, gives it back or corrects it, as nobody examines her
    own dossier.
    """
    return not Membership.objects.of(user).filter(collectivity=award.collectivity_id).exists()


def user_can_prepare_ceremony(user: Person) -> bool:
    """What prepares a ceremony tells a palmarès before it is public: it is the association's, afterwards too."""
    return user.is_authenticated and user_curates(user)


def can_read_minutes(*, leads: bool, is_kept_from_one: bool, is_published: bool) -> bool:
    """Who leads the deliberation. Minutes name every dossier: who may not read one of them waits for the palmarès to be
    public.
    """
    return leads and (is_published or not is_kept_from_one)
