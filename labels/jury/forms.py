"""Forms of ``/jury/``."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from labels.jury.enums import InterestKind
from labels.models import Juror
from labels.models.assignment import LONGEST_REASON
from labels.models.interest import LONGEST_NOTE
from portal.form_fields import TextField

DECLARABLE = [(str(kind), kind.label) for kind in InterestKind.declarable()]


class InterestForm(forms.Form):
    """With a collectivité that was chosen, or with an organisation that is said."""

    kind = forms.ChoiceField(label=_("Votre lien"), choices=DECLARABLE, widget=forms.RadioSelect)
    organisation = forms.CharField(
        label=_("Avec quel organisme ?"),
        max_length=200,
        help_text=_("Un employeur, une entreprise, une association, un syndicat."),
    )
    note = TextField(
        label=_("Précisez, si vous le souhaitez"),
        rows=3,
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("L’association seule le lit."),
    )

    def __init__(self, *args: Any, collectivity: Collectivity | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if collectivity:
            del self.fields["organisation"]
        else:
            kind = cast(forms.ChoiceField, self.fields["kind"])
            kind.choices = [one for one in DECLARABLE if one[0] != InterestKind.HOME]


class DismissForm(forms.Form):
    note = TextField(
        label=_("Pourquoi ce n’est pas un lien d’intérêts"),
        rows=2,
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Dites pourquoi : l’association le lit.")},
    )


class RecuseForm(forms.Form):
    note = TextField(
        label=_("Pourquoi vous vous déportez"),
        rows=3,
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Facultatif. L’association et la présidence du jury le lisent, personne d’autre."),
    )


class PresentationForm(forms.ModelForm[Juror]):
    """What a member of the jury says of herself."""

    named = forms.BooleanField(
        label=_("J’accepte que mon nom et ma fonction soient publiés sur la page de la méthode du label."),
        required=False,
    )

    class Meta:
        model = Juror
        fields = (
            "public_name", "public_function", "named", "employer", "mandates", "themes", "regions", "most_dossiers",
        )  # fmt: skip
        labels = {
            "public_name": _("Votre nom, tel qu’il peut être publié"),
            "public_function": _("Votre fonction, telle qu’elle peut être publiée"),
            "employer": _("Votre employeur"),
            "mandates": _("Vos mandats"),
            "themes": _("Les thèmes que vous connaissez bien"),
            "regions": _("Les régions que vous connaissez bien"),
            "most_dossiers": _("Combien de dossiers au plus"),
        }
        help_texts = {"most_dossiers": _("Vide : le maximum prévu pour tout le jury.")}
        widgets = {
            "themes": forms.CheckboxSelectMultiple,
            "regions": forms.CheckboxSelectMultiple,
            "mandates": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].initial = self.instance.named_publicly_at is not None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("named") and not cleaned.get("public_name"):
            self.add_error("public_name", _("Écrivez le nom que vous acceptez de voir publié."))
        return cleaned

    def save(self, commit: bool = True) -> Juror:
        """Writes at once."""
        if not self.cleaned_data["named"]:
            self.instance.named_publicly_at = None
        elif self.instance.named_publicly_at is None:
            self.instance.named_publicly_at = timezone.now()
        # What she says, and nothing else: the association may have taken her out since the page was read.
        columns = ("public_name", "public_function", "named_publicly_at", "employer", "mandates", "most_dossiers")
        juror: Juror = super().save(commit=False)
        juror.save(update_fields=columns)
        self.save_m2m()
        return juror
