"""The editor's forms of initiatives."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet

from collectivities.forms import MemberPageForm
from initiatives.form_themes import OwnThemes
from initiatives.opening import Period, in_words, overlapping


class InitiativeForm(OwnThemes, MemberPageForm):
    """Refuses a family that turns in circles: a sheet is inspired neither by itself nor by one that it inspired."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields and not self.instance.pk:
            # A place to write in, instead of a button to find first. Left empty, it is no paragraph.
            self.initial["body"] = self.fields["body"].block.to_python([{"type": "paragraph", "value": ""}])

    def clean(self) -> dict[str, Any]:
        from initiatives.lineage import descends_from  # Needs the models, which need this form

        cleaned = super().clean()
        origin = cleaned.get("inspired_by")
        if origin and self.instance.pk and descends_from(origin.pk, self.instance.pk):
            self.add_error("inspired_by", _("Cette fiche s’inspire déjà de la vôtre : choisissez-en une autre."))
        return cleaned


class RowsFormSet(BaseChildFormSet):
    """Rows of a sheet. One with nothing in it is dropped: what it lacks would keep the sheet from being saved."""

    def add_fields(self, form: Any, index: int | None) -> None:
        if self._is_blank(form):
            for field in form.fields.values():
                field.required = False
        super().add_fields(form, index)

    def _should_delete_form(self, form: Any) -> bool:
        return self._is_blank(form) or super()._should_delete_form(form)

    @staticmethod
    def _is_blank(form: Any) -> bool:
        return form.is_bound and not any(str(form[name].data or "").strip() for name in form.base_fields)


class OpeningPeriodFormSet(RowsFormSet):
    """Spans of a day that follow each other: two that overlap would say two different things to the same reader."""

    def clean(self) -> None:
        super().clean()
        rows = {self._period(form): form for form in self.forms if self._is_filled(form)}
        if len(rows) < sum(self._is_filled(form) for form in self.forms):
            raise ValidationError(_("Deux créneaux sont identiques : supprimez-en un."))
        later = overlapping(rows)
        if later:
            message = _("Ce créneau commence à %(opens)s, avant la fin d’un autre du même jour.")
            rows[later].add_error("opens", ValidationError(message, params={"opens": in_words(later.opens)}))

    def _is_filled(self, form: Any) -> bool:
        values = getattr(form, "cleaned_data", {})
        complete = all(values.get(name) is not None for name in ("weekday", "opens", "closes"))
        return complete and not self._should_delete_form(form)

    @staticmethod
    def _period(form: Any) -> Period:
        return Period(*(form.cleaned_data[name] for name in ("weekday", "opens", "closes")))
