"""What a candidate thinks of the process."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labels.enums import Grade, WouldAgain
from labels.models import ProcessFeedback
from labels.models.feedback import GRADES, LONGEST_WORDS
from portal.form_fields import TextField

CHOOSE = _("Choisissez une réponse.")


class FeedbackForm(forms.ModelForm[ProcessFeedback]):
    words = TextField(
        label=_("Ce qui serait à changer"),
        rows=5,
        max_length=LONGEST_WORDS,
        required=False,
        help_text=_("Facultatif. Sans nom de personne : l’association lit ce texte sans savoir de qui il vient."),
    )

    class Meta:
        model = ProcessFeedback
        fields = (*GRADES, "again", "words")
        widgets = dict.fromkeys((*GRADES, "again"), forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*GRADES, "again"):
            field: Any = self.fields[name]
            # Without the empty choice of a model: a candidate says something of each.
            field.choices = WouldAgain.choices if name == "again" else Grade.choices
            field.error_messages["required"] = CHOOSE
