"""The receipt of a deposit."""

from collectivities.team.mails import mail_team
from labels.depositing.addresses import deposited_pdf_address, receipt_address
from labels.depositing.summary import summary_of
from labels.models import Deposit
from portal.addresses import whole_address


def send_receipt(deposit: Deposit) -> None:
    """To the whole team, once the deposit is certain: who wrote with others knows that it left."""
    dossier = deposit.dossier
    context: dict[str, object] = {
        "year": str(dossier.campaign.year),
        "name": dossier.collectivity.full_name,
        "number": deposit.number,
        "fingerprint": deposit.fingerprint,
        "received_at": deposit.received_at,
        "is_late": deposit.is_late,
        "closes_at": dossier.campaign.closes_at,
        "summary": summary_of(deposit.content),
        "link": whole_address(receipt_address(deposit)),
        "pdf": whole_address(deposited_pdf_address(deposit)),
    }
    mail_team(dossier.collectivity, "mail/dossier_receipt", context)
