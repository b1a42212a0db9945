"""What the journal says of members, beside Wagtail's own « created » and « deleted »."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter


class InviteFormatter(LogFormatter):
    label = gettext_lazy("Inviter un membre")

    def format_message(self, log_entry: Any) -> str:
        return _("Invité·e comme %(role)s") % {"role": log_entry.data.get("role", "")}


class ChangeRoleFormatter(LogFormatter):
    label = gettext_lazy("Changer le rôle d’un membre")

    def format_message(self, log_entry: Any) -> str:
        return _("Rôle changé : %(before)s → %(after)s") % {
            "before": log_entry.data.get("before", ""),
            "after": log_entry.data.get("after", ""),
        }


def register_member_actions(actions: Any) -> None:
    actions.register_action("collectivities.invite")(InviteFormatter)
    actions.register_action("collectivities.change_role")(ChangeRoleFormatter)
    actions.register_action(
        "collectivities.send_invitation", gettext_lazy("Renvoyer une invitation"), gettext_lazy("Invitation renvoyée")
    )
    actions.register_action(
        "collectivities.remove_member", gettext_lazy("Retirer un membre"), gettext_lazy("Retiré·e de l’équipe")
    )
    actions.register_action(
        "collectivities.leave", gettext_lazy("Quitter une équipe"), gettext_lazy("A quitté l’équipe")
    )
    actions.register_action(
        "collectivities.deactivate", gettext_lazy("Désactiver un compte"), gettext_lazy("Compte désactivé")
    )
    actions.register_action(
        "collectivities.reactivate", gettext_lazy("Réactiver un compte"), gettext_lazy("Compte réactivé")
    )
