"""Mails about a label that is taken back, or given back, to the whole team: it is the one that shows it."""

from collectivities.team.mails import mail_team
from labels.models import Award, Withdrawal
from labels.proof.addresses import printed_address
from portal.contact import contact_address


def tell_withdrawn(withdrawal: Withdrawal) -> int:
    """Why, since when, and whom to ask: told to how many, as the next."""
    more = {"reason": withdrawal.reason, "at": withdrawal.withdrawn_at, "contact": contact_address()}
    return _tell(withdrawal.award, "mail/label_withdrawn", more)


def tell_given_back(award: Award) -> int:
    return _tell(award, "mail/label_given_back", {})


def _tell(award: Award, template: str, more: dict[str, object]) -> int:
    context: dict[str, object] = {
        "year": str(award.campaign.year),
        "name": award.entity_name,
        "level": award.level.name,
        "link": printed_address(award),
    }
    return mail_team(award.collectivity, template, {**context, **more})
