"""Forms of the association for members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from collectivities.enums import Role
from collectivities.members.chooser import collectivity_chooser
from collectivities.members.invitations import invite
from collectivities.models import CollectivityIndexPage, Membership
from collectivities.team.journal import record


class InviteForm(WagtailAdminModelForm):
    """Invites a person by address. Whether an account with this address exists changes nothing for who fills it in."""

    # The chooser is a hidden field, where HTML has no « required ».
    use_required_attribute = False

    email = forms.EmailField(
        label=_("Adresse électronique"),
        max_length=254,
        help_text=_("Celle de la personne, de préférence à la mairie. Elle y reçoit un lien valable trois jours."),
    )
    first_name = forms.CharField(label=_("Prénom"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Nom"), max_length=150, required=False)

    field_order = ("email", "first_name", "last_name", "collectivity", "role", "function")

    class Meta:
        model = Membership
        fields = ("collectivity", "role", "function")
        widgets = {"collectivity": collectivity_chooser.widget_class, "role": forms.RadioSelect}

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_collectivity(self) -> Any:
        collectivity = self.cleaned_data["collectivity"]
        if not CollectivityIndexPage.objects.filter(kind=collectivity.kind).exists():
            raise forms.ValidationError(_("Le portail ne présente pas encore ce genre de collectivité."))
        return collectivity

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        members = Membership.objects.filter(
            user__email__iexact=cleaned.get("email", ""), collectivity=cleaned.get("collectivity")
        )
        if members.exists():
            self.add_error("email", _("Cette personne est déjà membre de cette collectivité."))
        return cleaned

    def save(self, commit: bool = True) -> Membership:
        data = self.cleaned_data
        self.instance = invite(
            data["email"],
            data["collectivity"],
            data["role"],
            by=self.for_user,
            first_name=data["first_name"],
            last_name=data["last_name"],
            function=data["function"],
        )
        return self.instance


class MembershipForm(WagtailAdminModelForm):
    """Changes what a member is for the commune; the person and the commune stay."""

    class Meta:
        model = Membership
        fields = ("role", "function")
        widgets = {"role": forms.RadioSelect}

    def save(self, commit: bool = True) -> Membership:
        before = self.initial.get("role")
        membership: Membership = super().save(commit)
        if before != membership.role:
            labels = {"before": str(Role(before).label), "after": str(Role(membership.role).label)}
            record("collectivities.change_role", membership, self.for_user, **labels)
        return membership
