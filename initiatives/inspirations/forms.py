"""Which sheet was inspired, and what the origin answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.enums import InspirationState
from initiatives.inspirations.declaring import may_come_from
from initiatives.models import InitiativePage, Inspiration
from initiatives.models.inspiration import LONGEST_REPLY
from portal.text_rules import plain

THANK, CONTEST = "remercier", "contester"


class DeclareForm(forms.Form):
    """``own`` are the sheets that the person may speak for."""

    sheet = forms.ModelChoiceField(
        InitiativePage.objects.none(),
        label=_("Laquelle de vos fiches ?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choisissez une de vos fiches, ou présentez-en une nouvelle.")},
    )

    def __init__(self, *args: Any, origin: InitiativePage, own: Any, **kwargs: Any) -> None:
        self.origin = origin
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sheet"]
        field.queryset = own
        # Two communes of one person may have sheets of one name.
        field.label_from_instance = lambda page: f"{page.draft_title}, {page.collectivity.name}"

    def clean_sheet(self) -> InitiativePage:
        sheet: InitiativePage = self.cleaned_data["sheet"]
        named = sheet.inspired_by
        if named and named != self.origin:
            message = _("Cette fiche dit déjà s’inspirer de « %(title)s » : changez-le dans l’éditeur complet.")
            raise forms.ValidationError(message, params={"title": named.title})
        contested = Inspiration.objects.filter(sheet=sheet, origin=self.origin, state=InspirationState.CONTESTED)
        if contested.exists():
            raise forms.ValidationError(_("Ce lien a été contesté : l’association seule peut le remettre."))
        if not may_come_from(sheet, self.origin):
            raise forms.ValidationError(_("Cette fiche s’inspire déjà de la vôtre : choisissez-en une autre."))
        return sheet


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Votre mot"),
        max_length=LONGEST_REPLY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[plain],
        help_text=_("Facultatif pour remercier ; pour contester, dites pourquoi."),
    )
    gesture = forms.ChoiceField(choices=[(THANK, THANK), (CONTEST, CONTEST)], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("gesture") == CONTEST and not cleaned.get("reply"):
            self.add_error("reply", _("Dites pourquoi : la commune et l’association ne recevront que ce message."))
        return cleaned
