"""Forms of the room of the jury."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from labels.deliberation.deciding import Ruling, why_no_mention, why_nobody, why_not_hers
from labels.deliberation.draft import is_draft
from labels.deliberation.presences import Present
from labels.deliberation.room import Seat
from labels.models import Level, Mention
from labels.models.deliberation import LONGEST_OPINION, LONGEST_REASON
from portal.form_fields import TextField

NOTHING = "aucun"
"""What the form sends where nothing is awarded."""


class OpenSittingForm(forms.Form):
    place = forms.CharField(
        label=_("Lieu de la séance"),
        max_length=200,
        required=False,
        help_text=_("Facultatif : le procès-verbal le dira. « En visioconférence » en est un."),
    )


class AgainForm(forms.Form):
    reason = TextField(
        label=_("Pourquoi délibérer de nouveau"),
        rows=3,
        max_length=LONGEST_REASON,
        error_messages={"required": _("Dites pourquoi : le procès-verbal le garde.")},
    )


class DecisionForm(forms.Form):
    """``seat`` is that of who writes; ``levels`` are those of the campaign, the highest first; ``present`` who is in
    the room; ``typed`` what was written here and not decided on: the form begins with it, and refuses nothing of it
    yet.
    """

    niveau = forms.ChoiceField(
        label=_("Niveau"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites le niveau, ou qu’il n’y en a pas.")},
    )
    mentions = forms.MultipleChoiceField(label=_("Mentions"), widget=forms.CheckboxSelectMultiple, required=False)
    avis = TextField(
        label=_("Avis motivé"),
        rows=14,
        max_length=LONGEST_OPINION,
        help_text=_(
            "La collectivité le lira en entier ; les habitants, et la salle de la remise des labels, le premier "
            "paragraphe : dites-y ce qui est solide. Ensuite ce qui manque, et un pas de plus."
        ),
        error_messages={"required": _("Écrivez l’avis motivé : la collectivité a droit à des raisons.")},
    )
    vu = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        seat: Seat,
        levels: Sequence[Level],
        mentions: Sequence[Mention],
        present: Sequence[Present],
        proposed: Level | None,
        seen: str,
        typed: QueryDict | None = None,
    ) -> None:
        self.levels = {str(one.pk): one for one in levels}
        self.offered = {str(one.pk): one for one in mentions}
        self.seat, self.present = seat, present
        begun = _begun(typed) if typed else {"niveau": str(proposed.pk) if proposed else None}
        super().__init__(data, initial={**begun, "vu": seen})
        fields: Any = self.fields
        fields["niveau"].choices = [
            *((key, one.name) for key, one in self.levels.items()),
            (NOTHING, _("Pas de label")),
        ]
        fields["mentions"].choices = [(key, one.name) for key, one in self.offered.items()]
        for one in present:
            if not one.is_out:
                self._offer_to_step_out(one)

    def _offer_to_step_out(self, one: Present) -> None:
        name = str(one.juror)
        self.fields[_left(one)] = forms.BooleanField(
            required=False,
            label=_("%(name)s est sorti·e") % {"name": name},
            widget=forms.CheckboxInput({"data-name": name}),
        )
        self.fields[_reason(one)] = forms.CharField(
            required=False, max_length=LONGEST_REASON, label=_("Pourquoi %(name)s est sorti·e ?") % {"name": name}
        )

    @property
    def who(self) -> list[tuple[Present, Any, Any]]:
        """Each person in the room, with her two fields where she may step out by herself."""
        return [
            (one, None, None) if one.is_out else (one, self[_left(one)], self[_reason(one)]) for one in self.present
        ]

    @property
    def out_names(self) -> list[str]:
        """Who is out of the room, of herself or because of a link, as the form is now."""
        return [str(one.juror) for one, left, _why in self.who if one.is_out or left.value()]

    @property
    def is_leaving_told(self) -> bool:
        """Whether somebody is ticked here, or something is wrong with a reason."""
        return any(left.value() or why.errors for one, left, why in self.who if not one.is_out)

    def clean_avis(self) -> str:
        text: str = self.cleaned_data["avis"]
        if is_draft(text):
            raise forms.ValidationError(_("C’est encore le premier jet : récrivez-le, puis retirez sa première ligne."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.present:
            if not one.is_out and cleaned.get(_left(one)) and not str(cleaned.get(_reason(one), "")).strip():
                self.add_error(_reason(one), _("Dites pourquoi : le procès-verbal le garde."))
        out = self._out(cleaned)
        if refused := why_nobody(self.present, out) or why_not_hers(self.seat, out):
            self.add_error(None, refused)
        # A level that was not said, or said wrong, is told by itself.
        if "niveau" in cleaned and (refused := why_no_mention(self._level(cleaned), self._mentions(cleaned))):
            self.add_error("mentions", refused)
        return cleaned

    def ruling(self) -> Ruling:
        """The form was validated."""
        cleaned = self.cleaned_data
        return Ruling(
            level=self._level(cleaned),
            opinion=cleaned["avis"].strip(),
            seen=cleaned["vu"],
            mentions=self._mentions(cleaned),
            out=self._out(cleaned),
        )

    def _level(self, cleaned: dict[str, Any]) -> Level | None:
        return self.levels.get(cleaned["niveau"])

    def _mentions(self, cleaned: dict[str, Any]) -> list[Mention]:
        return [self.offered[key] for key in cleaned.get("mentions", ())]

    def _out(self, cleaned: dict[str, Any]) -> dict[int, str]:
        out = [one for one in self.present if not one.is_out and cleaned.get(_left(one))]
        return {one.juror.pk: str(cleaned.get(_reason(one), "")).strip() for one in out}


def _begun(typed: QueryDict) -> dict[str, Any]:
    return {**typed.dict(), "mentions": typed.getlist("mentions")}


def _left(one: Present) -> str:
    return f"sortie-{one.juror.pk}"


def _reason(one: Present) -> str:
    return f"motif-{one.juror.pk}"
