"""The answer to a submission."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import TaskState


class Decision(models.TextChoices):
    """The values are the actions of Wagtail's task."""

    APPROVE = "approve", _("Approuver et publier")
    REJECT = "reject", _("Demander une reprise")


class DecisionForm(TaskStateCommentForm):
    """Wagtail's comment, required to ask for changes; and which version was read, because the author may go on."""

    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("comment",)

    def __init__(self, state: TaskState, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"revision": state.revision_id}, **kwargs)
        self.state = state
        comment = self.fields["comment"]
        comment.label = _("Votre message")
        comment.help_text = _(
            "Envoyé par courriel à qui a proposé la page et à toute l’équipe de la commune. Pour demander une reprise, "
            "dites ce qui est à reprendre, et pourquoi."
        )
        comment.widget.attrs["rows"] = 4

    def clean_revision(self) -> int:
        revision: int = self.cleaned_data["revision"]
        if revision != self.state.revision_id:
            raise ValidationError(
                _("La page a changé depuis que vous l’avez ouverte : relisez cette version avant de décider.")
            )
        return revision

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == Decision.REJECT and not cleaned.get("comment"):
            self.add_error("comment", _("Écrivez ce qui est à reprendre : la commune ne recevra que ce message."))
        return cleaned
