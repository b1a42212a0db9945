"""What a person wrote in a dossier: it stays the collectivité's, and names nobody once the account is gone."""

from typing import Any

from labels.models import Answer, Appeal, Check, DossierFile, JournalEntry
from portal.models import User
from portal.personal_data import Holding


def _read(user: User) -> dict[str, Any]:
    of = ("dossier__collectivity__name", "dossier__campaign__year", "question__text")
    answers = Answer.objects.filter(author=user).order_by("dossier", "question")
    return {
        "answers": list(answers.values(*of, "number", "choice__label", "text", "changed_at")),
        "files": list(DossierFile.objects.filter(author=user).values(*of, "name", "added_at")),
        "checks": list(Check.objects.filter(author=user).values(*of[:2], "item__text", "is_met", "note", "at")),
        "appeals": list(Appeal.objects.filter(author=user).values(*of[:2], "reasons", "filed_at", "state", "answer")),
        "acts": list(JournalEntry.objects.filter(account=user.pk).values("campaign__year", "action", "at", "reason")),
    }


AUTHOR = Holding("dossiers", _read)
