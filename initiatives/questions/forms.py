"""What is written to another commune."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.models.question import LONGEST_MESSAGE
from portal.form_fields import TextField
from portal.public_forms import is_too_much

RATES = {"person": "20/h", "ip": "60/h"}
TOO_MANY = _("Vous avez beaucoup écrit depuis une heure. Réessayez plus tard : votre message reste ici.")


class LimitedMixin(forms.BaseForm):
    """For what is written to other communes: a person may not write without end."""

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and (
            is_too_much(self.request, "question-ip", RATES["ip"])
            or is_too_much(self.request, "question", RATES["person"], f"user {self.request.user.pk}")
        ):
            raise forms.ValidationError(TOO_MANY)
        return cleaned


class MessageForm(LimitedMixin, forms.Form):
    text = TextField(
        label=_("Votre message"),
        rows=6,
        max_length=LONGEST_MESSAGE,
        error_messages={"required": _("Écrivez votre message.")},
    )


class QuestionForm(MessageForm):
    """``own`` are the collectivités that the person may ask for; of one alone nothing is asked."""

    collectivity = forms.ModelChoiceField(Collectivity.objects.none(), label=_("Au nom de"), empty_label=None)

    field_order = ("collectivity", "text")

    def __init__(self, *args: Any, own: list[Collectivity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Votre question")
        field: Any = self.fields["collectivity"]
        field.queryset = Collectivity.objects.filter(pk__in=[one.pk for one in own]).select_related("departement")
        field.label_from_instance = lambda one: one.full_name
        field.initial = own[0].pk
        if len(own) == 1:
            field.widget = forms.HiddenInput()
