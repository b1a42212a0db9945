"""The forms of a campaign in preparation: what was typed is checked as a whole, and each error stands by its field."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from initiatives.themes.looks import color_label, icon_label, theme_icons
from labels.campaigns import rules
from labels.models import Questionnaire
from portal.enums import ThemeColor


class Moment(forms.DateTimeInput):
    """A day and an hour, to the second: a closing is at 23:59:59."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"type": "datetime-local", "step": "1", **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


def kept(formset: Any) -> list[Any]:
    """The forms of a formset that are neither empty nor deleted, when they are right one by one."""
    return [
        form
        for form in formset.forms
        if (form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE") and form.has_changed())
        or (form.instance.pk and form.is_valid() and not form.cleaned_data.get("DELETE"))
    ]


def refuse_repeated(forms_of_rows: list[Any], field: str, said: str) -> None:
    """An error by each value that stands twice."""
    twice = rules.repeated(str(form.cleaned_data.get(field) or "") for form in forms_of_rows)
    for form in forms_of_rows:
        if str(form.cleaned_data.get(field) or "") in twice:
            form.add_error(field, said)


class WholeForm(WagtailAdminModelForm):
    """Its rows are checked together once each is right by itself."""

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        self.check_rows()
        return bool(super().is_valid())

    def check_rows(self) -> None:
        raise NotImplementedError


class CampaignForm(WholeForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        closes_at = cleaned.get("closes_at")
        if closes_at and (closes_at.minute, closes_at.second) == (59, 0):
            # « 23:59 » is said, and the last second is meant.
            cleaned["closes_at"] = closes_at.replace(second=59)
        for name, said in rules.calendar_in_disorder(cleaned):
            self.add_error(name, said)
        return cleaned

    def check_rows(self) -> None:
        levels = kept(self.formsets["levels"])
        refuse_repeated(levels, "symbols", _("Un autre niveau a déjà ce nombre d’arobases."))
        pairs = [(form.cleaned_data["symbols"], form.cleaned_data["threshold"]) for form in levels]
        if said := rules.wrong_thresholds(pairs):
            self.add_error(None, said)
        refuse_repeated(kept(self.formsets["mentions"]), "name", _("Cette mention est écrite deux fois."))
        refuse_repeated(kept(self.formsets["criteria"]), "code", _("Un autre critère a déjà ce repère."))
        self._check_rules(kept(self.formsets["rules"]))

    @staticmethod
    def _check_rules(rows: list[Any]) -> None:
        refuse_repeated(rows, "kind", _("Cette condition est choisie deux fois."))
        for form in rows:
            if said := rules.wrong_rule(form.cleaned_data["kind"], form.cleaned_data["number"]):
                form.add_error("number", said)


class QuestionnaireForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        start, end = cleaned.get("from_inhabitants"), cleaned.get("below_inhabitants")
        if start is not None and end is not None and end <= start:
            self.add_error("below_inhabitants", _("Donnez un nombre plus grand que le premier."))
        others = Questionnaire.objects.filter(campaign=self.instance.campaign_id, name=cleaned.get("name"))
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error("name", _("Cette campagne a déjà un questionnaire de ce nom."))
        return cleaned


class SectionForm(WholeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["icon"].widget = forms.RadioSelect(choices=[(name, icon_label(name)) for name in theme_icons()])
        self.fields["color"].widget = forms.RadioSelect(choices=[(c.value, color_label(c)) for c in ThemeColor])

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        others = type(self.instance).objects.filter(questionnaire=self.instance.questionnaire_id, code=code)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Une autre rubrique de ce questionnaire a déjà ce repère."))
        return code

    def check_rows(self) -> None:
        questions = kept(self.formsets["questions"])
        refuse_repeated(questions, "code", _("Une autre question de la rubrique a déjà ce repère."))
        for form in questions:
            choices = kept(form.formsets["choices"])
            refuse_repeated(choices, "code", _("Une autre réponse de la question a déjà ce repère."))
            typed = form.cleaned_data
            shares = [choice.cleaned_data["share"] for choice in choices]
            said = rules.wrong_question(typed["kind"], typed["points"], typed["full_at"], typed["highest"], shares)
            if said:
                form.add_error("kind", said)
