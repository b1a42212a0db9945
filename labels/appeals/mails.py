"""Mails about an appeal, to the whole team: who wrote with others knows what became of it."""

from collectivities.space.addresses import address_in_space
from collectivities.team.mails import mail_team
from labels.appeals.addresses import appeal_address
from labels.appeals.states import Move
from labels.models import Appeal, Dossier, Rectification
from portal.addresses import whole_address


def send_receipt(appeal: Appeal) -> None:
    context = {**_of(appeal.dossier), "filed_at": appeal.filed_at, "reasons": appeal.reasons}
    mail_team(appeal.dossier.collectivity, "mail/appeal_receipt", context)


def tell_answered(appeal: Appeal, move: Move) -> None:
    context = {**_of(appeal.dossier), "said": move.said, "answer": appeal.answer}
    mail_team(appeal.dossier.collectivity, "mail/appeal_answered", context)


def tell_rectified(appeal: Appeal, done: Rectification) -> None:
    context = {
        **_of(appeal.dossier),
        "before": done.before.name if done.before else "",
        "after": done.after.name,
        "reason": done.reason,
        "link": whole_address(address_in_space("space_label_kit", appeal.dossier.collectivity)),
    }
    mail_team(appeal.dossier.collectivity, "mail/label_rectified", context)


def _of(dossier: Dossier) -> dict[str, object]:
    return {
        "year": str(dossier.campaign.year),
        "name": dossier.collectivity.full_name,
        "link": whole_address(appeal_address(dossier)),
    }
