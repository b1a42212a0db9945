"""What the journal says of requests for registration."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


class ApproveFormatter(LogFormatter):
    label = gettext_lazy("Accepter une inscription")

    def format_message(self, log_entry: Any) -> str:
        return _("Acceptée ; rôle : %(role)s") % {"role": log_entry.data.get("role", "")}


class TextFormatter(LogFormatter):
    """An action whose text is what was written."""

    said: Any

    def format_message(self, log_entry: Any) -> str:
        return f"{self.said} {log_entry.data.get('text', '')}".strip()


class RefuseFormatter(TextFormatter):
    label = gettext_lazy("Refuser une inscription")
    said = gettext_lazy("Refusée :")


class AskFormatter(TextFormatter):
    label = gettext_lazy("Poser une question à qui s’inscrit")
    said = gettext_lazy("Question :")


class AnswerFormatter(TextFormatter):
    label = gettext_lazy("Répondre à l’association")
    said = gettext_lazy("Réponse :")


class BouncedFormatter(TextFormatter):
    label = gettext_lazy("Apprendre qu’une adresse ne prend pas de courriel")
    said = gettext_lazy("Courriel revenu :")


FORMATTERS = {
    "approve": ApproveFormatter,
    "refuse": RefuseFormatter,
    "ask": AskFormatter,
    "answer": AnswerFormatter,
    "bounced": BouncedFormatter,
}


def register_registration_actions(actions: Any) -> None:
    for name, formatter in FORMATTERS.items():
        actions.register_action(f"collectivities.registration_{name}")(formatter)
    actions.register_action(
        "collectivities.registration_confirm",
        gettext_lazy("Confirmer l’adresse d’une inscription"),
        gettext_lazy("Adresse confirmée"),
    )
