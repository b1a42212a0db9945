"""What is offered, what is asked, and why an hour is cancelled."""

import datetime
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.enums import Medium
from initiatives.models import Hour, InitiativePage
from initiatives.models.hour import LONGEST_ACCESS, LONGEST_TEXT
from initiatives.questions.forms import LimitedMixin, MessageForm, QuestionForm
from initiatives.questions.reading import TELEPHONE
from portal.form_fields import TextField
from portal.text_rules import LINK, plain

FARTHEST = datetime.timedelta(days=366)
TIMES = ["%H:%M", "%H:%M:%S", "%Hh%M", "%H h %M", "%Hh", "%H h"]
TOLD = {"day", "at", "medium", "access"}
"""What who has a place must know when it changes."""
PRIVATE = _("Ce texte est public : mettez « %(what)s » dans « Comment se joindre », lu seulement de qui a une place.")


def no_contact(text: str) -> None:
    """For what everybody reads: no address, no link, no telephone number."""
    if found := LINK.search(text) or TELEPHONE.search(text):
        raise forms.ValidationError(PRIVATE, params={"what": found[0].strip()})


class OfferForm(LimitedMixin, forms.ModelForm):
    """``held`` is the highest number of a place that somebody has: who comes keeps the subject, and the place."""

    subject = forms.CharField(
        label=_("Votre sujet"),
        max_length=120,
        validators=[plain, no_contact],
        help_text=_("Ce que vous pouvez raconter : « Ouvrir un lieu numérique dans l’ancienne poste »."),
        error_messages={"required": _("Dites de quoi vous parlerez.")},
    )
    text = TextField(
        label=_("En quelques mots"),
        rows=4,
        max_length=LONGEST_TEXT,
        help_text=_("Ce que vous avez fait, ce qui a été difficile, à qui cela peut servir. Ce texte est public."),
        error_messages={"required": _("Présentez votre sujet en quelques mots.")},
    )
    day = forms.DateField(label=_("Jour"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(
        label=_("Heure"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), input_formats=TIMES
    )
    medium = forms.ChoiceField(label=_("Par quel moyen"), choices=Medium.choices)
    access = forms.CharField(
        label=_("Comment se joindre"),
        validators=[plain],
        max_length=LONGEST_ACCESS,
        help_text=_("Le numéro à appeler, ou le lien de la visio. Seules les communes qui ont une place le lisent."),
        error_messages={"required": _("Donnez le numéro, ou le lien : sans lui, personne ne vous rejoint.")},
    )
    sheet = forms.ModelChoiceField(
        InitiativePage.objects.none(),
        label=_("La fiche dont vous parlerez"),
        required=False,
        empty_label=_("Aucune"),
        help_text=_("Facultatif : l’heure est alors proposée sur cette fiche aussi."),
    )

    class Meta:
        model = Hour
        fields = ("subject", "text", "sheet", "medium", "access", "places")
        labels = {"places": _("Places")}

    field_order = ("subject", "text", "sheet", "day", "at", "places", "medium", "access")

    def __init__(self, *args: Any, of: Collectivity, held: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheets: Any = self.fields["sheet"]
        public = InitiativePage.objects.public_in_every_language().filter(collectivity=of)
        sheets.queryset = public.order_by("title", "pk")
        if self.instance.pk:
            local = timezone.localtime(self.instance.starts_at)
            self.initial.update(day=local.date(), at=local.time())
        if held:
            self._keep_promises(held)

    def _keep_promises(self, held: int) -> None:
        del self.fields["sheet"]
        self.fields["subject"].disabled = True
        message = _("Ces places sont prises : gardez-en au moins %(limit_value)s.")
        self.fields["places"].validators.append(MinValueValidator(held, message))

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())

    def clean_access(self) -> str:
        return " ".join(str(self.cleaned_data["access"]).split())

    def clean_text(self) -> str:
        no_contact(self.cleaned_data["text"])
        return str(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, at = cleaned.get("day"), cleaned.get("at")
        if day and at is not None:
            self._place_in_time(datetime.datetime.combine(day, at))
        return cleaned

    def _place_in_time(self, naive: datetime.datetime) -> None:
        try:
            starts_at = from_current_timezone(naive)
        except forms.ValidationError:
            self.add_error("at", _("L’heure change cette nuit-là : choisissez un autre moment."))
            return
        now = timezone.now()
        if starts_at <= now:
            self.add_error("day", _("Ce moment est passé : choisissez-en un qui vient."))
        elif starts_at > now + FARTHEST:
            self.add_error("day", _("C’est dans plus d’un an : choisissez un jour plus proche."))
        self.instance.starts_at = starts_at

    @property
    def is_told(self) -> bool:
        """Whether what changed matters to who comes."""
        return not TOLD.isdisjoint(self.changed_data)


class PlaceForm(QuestionForm):
    """In whose name, and what they hope to learn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = TextField(
            label=_("Ce que vous voulez savoir"),
            rows=4,
            max_length=LONGEST_TEXT,
            help_text=_("Quelques mots : qui vient, où vous en êtes, vos questions. La commune les prépare."),
            error_messages={"required": _("Dites en quelques mots ce que vous voulez savoir.")},
        )


class CancelForm(MessageForm):
    """A word is owed to who comes, if anybody."""

    def __init__(self, *args: Any, is_owed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = TextField(
            label=_("Votre mot à qui devait venir"),
            rows=3,
            max_length=LONGEST_TEXT,
            required=is_owed,
            error_messages={"required": _("Dites pourquoi : ces communes vous attendaient.")},
        )


class RemoveForm(forms.Form):
    """Why the association takes an hour away."""

    reason = TextField(
        label=_("Pourquoi la retirer ?"),
        rows=3,
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Écrivez pourquoi : la commune a droit à un motif.")},
    )
