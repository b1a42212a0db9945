"""Forms of the association for the jury."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from labels.jury.current import working_campaign
from labels.jury.enums import JurorState
from labels.jury.inviting import invite
from labels.models import Campaign, Juror, JuryRules
from labels.models.assignment import LONGEST_REASON
from portal.form_fields import TextField

SECOND_PRESIDENT = _("Quelqu’un d’autre préside déjà ce jury.")


def _has_president(campaign: Campaign, but: int = 0) -> bool:
    rows = Juror.objects.filter(campaign=campaign, is_president=True).expected().exclude(pk=but)
    return bool(rows.exists())


class InviteForm(WagtailAdminModelForm):
    """Invites a person by address. Whether an account with this address exists changes nothing for who fills it in."""

    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        help_text=_("La personne y reçoit un lien valable trois jours, pour accepter ou décliner."),
    )
    first_name = forms.CharField(label=_("Prénom"), max_length=150)
    last_name = forms.CharField(label=_("Nom"), max_length=150)
    field_order = ("email", "first_name", "last_name", "quality", "is_president")

    class Meta:
        model = Juror
        fields = ("quality", "is_president")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        campaign = cleaned["campaign"] = working_campaign()
        if campaign is None:
            raise forms.ValidationError(_("Aucune campagne : créez-en une d’abord."))
        if campaign.settled_at:
            raise forms.ValidationError(_("Le palmarès est arrêté."))
        expected = Juror.objects.filter(campaign=campaign, user__email__iexact=cleaned.get("email", "")).expected()
        if expected.exists():
            self.add_error("email", _("Cette personne est déjà du jury, ou invitée."))
        if cleaned.get("is_president") and _has_president(campaign):
            self.add_error("is_president", SECOND_PRESIDENT)
        return cleaned

    def save(self, commit: bool = True) -> Juror:
        data = self.cleaned_data
        self.instance = invite(
            data["campaign"],
            data["email"],
            self.for_user,
            first_name=data["first_name"],
            last_name=data["last_name"],
            quality=data["quality"],
            is_president=data["is_president"],
        )
        return self.instance


class JurorForm(forms.ModelForm[Juror]):
    """What the association says of somebody of the jury; what she says of herself is hers."""

    class Meta:
        model = Juror
        fields = ("quality", "is_president", "most_dossiers", "themes", "regions")
        widgets = {"themes": forms.CheckboxSelectMultiple, "regions": forms.CheckboxSelectMultiple}

    def clean_is_president(self) -> bool:
        chosen = bool(self.cleaned_data["is_president"])
        sits = self.instance.state in JurorState.expected()
        if chosen and sits and _has_president(self.instance.campaign, self.instance.pk):
            raise forms.ValidationError(SECOND_PRESIDENT)
        return chosen


class RulesForm(forms.ModelForm[JuryRules]):
    class Meta:
        model = JuryRules
        fields = ("definition", "readers", "most_dossiers", "around_km")
        widgets = {"definition": forms.Textarea(attrs={"rows": 9})}


class ReaderForm(forms.Form):
    """One of those who may read a dossier."""

    juror = forms.ModelChoiceField(
        label=_("Qui lira ce dossier"),
        queryset=Juror.objects.none(),
        empty_label=_("Choisissez"),
        error_messages={"required": _("Choisissez quelqu’un.")},
    )

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Juror.objects.filter(campaign=campaign).able_to_read().select_related("user")
        field: Any = self.fields["juror"]
        field.queryset = rows.order_by("user__last_name", "pk")
        # Read once: each reader of the page may be replaced by one of them. A list of them would count them first.
        field.choices = list(iter(field.choices))


class RecuseForm(forms.Form):
    reason = TextField(
        label=_("Motif du déport"),
        rows=2,
        max_length=LONGEST_REASON,
        help_text=_("La présidence du jury et l’association le lisent. La personne n’est pas prévenue."),
        error_messages={"required": _("Dites pourquoi.")},
    )
