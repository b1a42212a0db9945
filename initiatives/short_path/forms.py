"""The form of the five questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from initiatives.enums import Stage
from initiatives.models import InitiativePage, Theme
from initiatives.models.initiative import AMOUNT, LONGEST_LESSON
from initiatives.short_path.fields import PAGE_FIELDS, values_of
from portal.blocks.text import LONGEST_TEXT
from portal.form_fields import TextField
from portal.merged_forms import MergedForm
from portal.text_rules import plain

LONGEST_ANSWER = 2_000
HOW_TO_WRITE = _("Une ligne vide sépare deux paragraphes ; une ligne qui commence par un tiret fait une liste.")


def longest(name: str) -> int:
    """What the page takes of a field."""
    return int(InitiativePage._meta.get_field(name).max_length)


class CountedMixin(forms.CharField):
    """The page says how much is too much while it is written: nothing that is too long is cut."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"data-most": self.max_length}


class AnswerField(CountedMixin, TextField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class LineField(CountedMixin):
    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, validators=[plain], **kwargs)


class AmountField(forms.IntegerField):
    """Whole euros, with the spaces and the sign that people write."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        messages = {"invalid": _("Écrivez le montant en chiffres, par exemple 12 000.")}
        super().__init__(
            min_value=0, required=False, widget=widget, validators=[AMOUNT], error_messages=messages, **kwargs
        )

    def to_python(self, value: Any) -> int | None:
        written = AROUND.sub("", "".join(str(value or "").split()))
        found = WRITTEN.fullmatch(written)
        # The thousands of who writes « 1.200 » or « 1'200 »; cents are rounded.
        euros = re.sub(r"[.'’]", "", found["euros"]) if found else written
        amount: int | None = super().to_python(euros)
        return amount + 1 if found and amount is not None and (found["cents"] or "0") >= "50" else amount


AROUND = re.compile(r"^(?:environ|env\.?|~)|(?:€|euros?)$", re.IGNORECASE)
"""What people write around an amount."""
WRITTEN = re.compile(r"(?P<euros>\d{1,3}(?:[.'’]\d{3})+|\d+)(?:[.,](?P<cents>\d{2}))?")


@dataclass(frozen=True, slots=True)
class Step:
    title: str | Promise
    fields: tuple[str, ...]
    has_photo: bool = False


STEPS = (
    Step(_("Qu’avez-vous mis en place ?"), ("title", "summary")),
    Step(_("Sur quel thème, et où en êtes-vous ?"), ("themes", "stage")),
    Step(_("Comment l’avez-vous fait ?"), ("body", "image_alt"), has_photo=True),
    Step(_("Combien cela coûte, et qui s’en occupe ?"), ("cost_first_year", "cost_yearly", "staff_time")),
    Step(_("Qu’en avez-vous appris ?"), ("results", "difficulties", "success_conditions")),
)


class ShortForm(MergedForm):
    """Each field is sent with what it was when it was read (``show_hidden_initial``): what a colleague wrote since is
    told from what this person changed. ``written`` is the revision that this form made, which it may write over.
    """

    title = LineField(
        label=_("Comment s’appelle-t-elle ?"),
        max_length=longest("title"),
        error_messages={"required": _("Donnez-lui un nom : la fiche se range sous ce nom.")},
        help_text=_("Ce que c’est, en peu de mots : « Le bus des écrans »."),
    )
    summary = AnswerField(
        label=_("En une ou deux phrases, quoi et pour qui ?"),
        rows=3,
        max_length=longest("summary"),
        help_text=_("C’est ce que les autres communes lisent d’abord, dans les listes et la recherche."),
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(),
        label=_("Thèmes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Un ou deux suffisent."),
    )
    stage = forms.ChoiceField(label=_("Où elle en est"), choices=Stage.choices, widget=forms.Select)
    body = AnswerField(
        label=_("Le récit"),
        rows=9,
        max_length=LONGEST_TEXT,
        help_text=_("D’où vient l’idée, ce qui se passe, comment on l’a fait."),
    )
    image_alt = LineField(
        label=_("Ce que la photo montre"),
        max_length=longest("image_alt"),
        required=False,
        help_text=_("Pour les personnes qui ne la voient pas : « Huit habitants dans un bus, devant des écrans »."),
    )
    cost_first_year = AmountField(label=_("Coût la première année, en euros"))
    cost_yearly = AmountField(label=_("Coût par an ensuite, en euros"))
    staff_time = LineField(
        label=_("Moyens humains"),
        max_length=longest("staff_time"),
        required=False,
        help_text=_("« Une agente, deux heures par semaine »."),
    )
    results = AnswerField(
        label=_("Ce que cela a changé"),
        rows=4,
        max_length=LONGEST_LESSON,
        help_text=_("Avec un chiffre, si vous en avez un."),
    )
    difficulties = AnswerField(
        label=_("Ce qui a été difficile"),
        rows=4,
        max_length=LONGEST_LESSON,
        help_text=_("Ce que les autres communes cherchent le plus, et trouvent le moins."),
    )
    success_conditions = AnswerField(
        label=_("Ce qu’il faut réunir avant de commencer"),
        rows=4,
        max_length=LONGEST_LESSON,
        help_text=HOW_TO_WRITE,
    )
    answer = AnswerField(
        label=_("Votre réponse à l’association, si vous le souhaitez"),
        rows=3,
        max_length=LONGEST_ANSWER,
        help_text=_("Elle part avec la fiche quand vous la soumettez. Jusque-là, ce navigateur seul la garde."),
    )
    written = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, draft: InitiativePage, is_asked: bool = False) -> None:
        self.draft, self.current = draft, values_of(draft)
        super().__init__(data, initial=self.current)
        self._themes.queryset = Theme.objects.choosable(draft.locale_id, self.current["themes"])
        for name in PAGE_FIELDS:
            if name in self.current:
                self.fields[name].show_hidden_initial = True
            else:
                del self.fields[name]
        if not is_asked:
            del self.fields["answer"]

    @property
    def _themes(self) -> forms.ModelMultipleChoiceField:
        return cast(forms.ModelMultipleChoiceField, self.fields["themes"])

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"])
        if not slugify(title):
            raise ValidationError(_("Écrivez-le avec des lettres : l’adresse de la fiche en vient."))
        return title

    @property
    def steps(self) -> Iterator[tuple[Step, list[BoundField]]]:
        for step in STEPS:
            yield step, [self[name] for name in step.fields if name in self.fields]

    @property
    def formatted(self) -> list[str]:
        """The labels of what only the whole editor can write."""
        return [str(self.base_fields[name].label) for name in PAGE_FIELDS if name not in self.fields]

    def theirs(self, name: str) -> str:
        """What the draft says in a field, in words."""
        now = self.current[name]
        choices = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(now, list):
            return ", ".join(str(theme) for theme in self._themes.queryset or () if theme.pk in now)
        return str(choices.get(now, "" if now is None else now))

    def again(self, data: QueryDict) -> Self:
        return type(self)(data, draft=self.draft, is_asked="answer" in self.fields)

    def rebased(self, draft: InitiativePage, keep: frozenset[str]) -> Self:
        """The same form over the draft as it is now. ``keep`` are the fields whose text stays this person's, and what
        it was when it was read: until she chooses, a difference stays one.
        """
        data = self.data_over(type(self)(draft=draft).stored, keep)
        data["written"] = str(draft.latest_revision_id or "")
        form = type(self)(data, draft=draft, is_asked="answer" in self.fields)
        form.is_valid()
        return form
