"""The button « Déposer le dossier »: whether it is on and, when it is off, why."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectivities.models import Membership
from labels import workflow
from labels.answered import Said
from labels.depositing.addresses import deposit_address, receipt_address, take_back_address
from labels.eligibility import Condition, conditions
from labels.enums import Actor, DossierState, Phase, RuleKind
from labels.models import Deposit, Dossier
from labels.timing import spoken
from labels.transitions import why_not

REFERENT = frozenset({Actor.REFERENT})


@dataclass(frozen=True, slots=True)
class Offer:
    """``refused`` says why the button is off, and is empty when it is on; ``take_back_refused`` the same of the other
    one. ``late`` says until when a deposit is still accepted after the closing. ``deposits`` are all of them,
    the last one first.
    """

    dossier: Dossier
    conditions: list[Condition]
    refused: str
    late: str
    take_back_refused: str
    deposits: list[Deposit]

    @property
    def deposit(self) -> Deposit | None:
        return self.deposits[0] if self.deposits else None

    @property
    def is_writable(self) -> bool:
        return self.dossier.state in DossierState.writable()

    @property
    def unmet(self) -> list[Condition]:
        return [condition for condition in self.conditions if not condition.is_met]

    @property
    def deposit_url(self) -> str:
        return deposit_address(self.dossier)

    @property
    def take_back_url(self) -> str:
        return take_back_address(self.dossier)

    @property
    def receipt_url(self) -> str:
        return receipt_address(self.deposit) if self.deposit else ""


def offer_of(
    dossier: Dossier, membership: Membership, moment: datetime.datetime | None = None, said: Said | None = None
) -> Offer:
    """What a member is offered of a dossier read with its campaign and its collectivité; ``said`` is for who has read
    the answers already.
    """
    moment = moment or timezone.now()
    is_writable = dossier.state in DossierState.writable()
    asked = conditions(dossier, said) if is_writable else []
    deposits = list(dossier.deposits.defer("content"))
    for deposit in deposits:
        deposit.dossier = dossier
    return Offer(
        dossier,
        asked,
        refused=_refused(dossier, membership, asked, moment),
        late=_late(dossier, moment),
        take_back_refused=why_not(workflow.TAKE_BACK, dossier, REFERENT, moment) or _not_theirs(membership),
        deposits=deposits,
    )


def _refused(dossier: Dossier, membership: Membership, asked: list[Condition], moment: datetime.datetime) -> str:
    """What everybody is told first: to a contributor too, it says what is left to write."""
    closed = why_not(workflow.DEPOSIT, dossier, REFERENT, moment)
    return closed or left_before(asked) or _not_theirs(membership)


def left_before(asked: list[Condition]) -> str:
    """What these conditions ask for before the deposit, the answers first; empty when it is all there."""
    unmet = [condition for condition in asked if not condition.is_met]
    answers = sum(condition.lacking for condition in unmet if condition.kind == RuleKind.ANSWERS)
    if answers:
        said = ngettext(
            "Encore une réponse avant de pouvoir déposer.",
            "Encore %(count)s réponses avant de pouvoir déposer.",
            answers,
        ) % {"count": answers}
        return f"{said} {_besides_answers(unmet)}".strip()
    if only_waits(unmet):
        return _("En attente de l’association : le dossier se dépose dès qu’elle a publié ce qu’elle relit.")
    if unmet:
        return ngettext(
            "Encore une condition à remplir avant de pouvoir déposer.",
            "Encore %(count)s conditions à remplir avant de pouvoir déposer.",
            len(unmet),
        ) % {"count": len(unmet)}
    return ""


def _besides_answers(unmet: list[Condition]) -> str:
    """What else is to be done meanwhile: a sheet takes longer to be public than an answer to be written."""
    count = sum(condition.kind != RuleKind.ANSWERS and not condition.waits for condition in unmet)
    if not count:
        return ""
    return ngettext("Et une autre condition à remplir.", "Et %(count)s autres conditions à remplir.", count) % {
        "count": count
    }


def only_waits(unmet: list[Condition]) -> bool:
    """Whether nothing is left to do but to wait for the association."""
    return bool(unmet) and all(condition.waits for condition in unmet)


def _not_theirs(membership: Membership) -> str:
    if membership.is_referent:
        return ""
    names = [str(member.user) for member in membership.team if member.is_referent]
    if not names:
        return _("Le dépôt revient à un·e référent·e, et votre équipe n’en a pas : écrivez à l’association.")
    return _("Le dépôt revient aux référent·es de votre équipe : %(names)s.") % {"names": ", ".join(names)}


def _late(dossier: Dossier, moment: datetime.datetime) -> str:
    campaign = dossier.campaign
    until = campaign.grace_until
    if dossier.state != DossierState.DRAFT or campaign.phase(moment) != Phase.GRACE or until is None:
        return ""
    said = _("La clôture est passée : un dépôt est encore reçu jusqu’au %(when)s, et son accusé de réception le dit.")
    return said % {"when": spoken(until)}
