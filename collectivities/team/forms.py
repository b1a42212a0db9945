"""What a référent fills."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from collectivities.enums import ROLES_EXPLAINED, Role
from collectivities.models import Collectivity, Membership
from portal.public_forms import is_too_much
from portal.text_rules import no_address, plain

INVITATIONS = "20/h"
"""How many mails one référent sends."""


class InviteColleagueForm(forms.Form):
    """Whether an account with this address exists changes nothing for who fills it in."""

    email = forms.EmailField(label=_("Son adresse électronique"), max_length=254)
    first_name = forms.CharField(label=_("Prénom"), max_length=150, validators=[plain, no_address])
    last_name = forms.CharField(label=_("Nom"), max_length=150, validators=[plain, no_address])
    function = forms.CharField(label=_("Sa fonction"), max_length=120, required=False, validators=[plain, no_address])
    role = forms.ChoiceField(
        label=_("Son rôle"),
        choices=Role.choices,
        initial=Role.CONTRIBUTOR,
        widget=forms.RadioSelect,
        help_text=ROLES_EXPLAINED,
    )

    def __init__(self, *args: Any, request: HttpRequest, collectivity: Collectivity, **kwargs: Any) -> None:
        self.request, self.collectivity = request, collectivity
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if Membership.objects.filter(collectivity=self.collectivity, user__email__iexact=email).exists():
            raise forms.ValidationError(_("Cette personne est déjà de l’équipe."))
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sender = str(self.request.user.pk)
        if not self.errors and is_too_much(self.request, "team-invite", INVITATIONS, sender):
            raise forms.ValidationError(_("Vingt invitations sont parties dans l’heure : réessayez un peu plus tard."))
        return cleaned


class LeaveForm(forms.Form):
    """To whom the last référent hands over. ``heirs`` are those of the team who came once; without a choice the
    association looks after the team.
    """

    successor = forms.ModelChoiceField(
        Membership.objects.none(),
        label=_("Qui s’occupera de l’équipe après vous ?"),
        required=False,
        empty_label=_("Personne : l’association s’en occupe"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Cette personne n’est plus de l’équipe.")},
    )

    def __init__(self, *args: Any, heirs: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["successor"]
        field.queryset = Membership.objects.filter(pk__in=[one.pk for one in heirs]).select_related("user")
        field.label_from_instance = lambda one: str(one.user)
        field.initial = heirs[0].pk if len(heirs) == 1 else ""


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role.choices)
