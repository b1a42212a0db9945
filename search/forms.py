"""The admin's forms: a search to explain; synonyms, where what the search would not tell apart is refused in words."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from portal.searchable import Kind
from search import french
from search.models import Synonyms
from search.request import SearchRequest

MAX_EXPRESSIONS = 20
MAX_LENGTH = 100
"""Characters of an expression: nobody types more to name a thing."""
QUOTED, NAMED = 40, 100
"""How much of an expression, and of a row, a message quotes."""


class ExplainForm(forms.Form):
    """What the editor asks as a reader would, in an address that can be kept and sent."""

    q = forms.CharField(label=gettext_lazy("Mots"), max_length=french.MAX_QUERY)
    kind = forms.ChoiceField(
        label=gettext_lazy("Nature"), choices=Kind.choices, initial=Kind.INITIATIVE, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Langue du lecteur"),
        choices=settings.LANGUAGES,
        initial=settings.LANGUAGE_CODE,
        required=False,
    )

    def request(self, count: int) -> SearchRequest:
        """Of a valid form: the first hits of what a reader searches."""
        return SearchRequest(
            french.clean_query(self.cleaned_data["q"]),
            Kind(self.cleaned_data["kind"] or Kind.INITIATIVE),
            language=self.cleaned_data["language"] or settings.LANGUAGE_CODE,
            per_page=count,
        )


class SynonymsForm(WagtailAdminModelForm):
    """One expression a line; empty lines and spaces that are not needed go."""

    def clean_expressions(self) -> str:
        written = Synonyms(expressions=self.cleaned_data["expressions"]).lines
        lines = [" ".join(line.split()) for line in written]
        if len(lines) > MAX_EXPRESSIONS:
            raise ValidationError(
                _("Au plus %(most)s expressions : il y en a %(count)s."),
                params={"most": MAX_EXPRESSIONS, "count": len(lines)},
            )
        errors = [error for line in lines for error in _errors(line)] + self._elsewhere(lines)
        # Words with the same stems already find one another.
        if not errors and len({tuple(french.terms(line)) for line in lines}) < 2:
            message = _(
                "Donnez au moins deux expressions différentes, une par ligne : accents, majuscules, pluriels et petits "
                "mots ne comptent pas."
            )
            errors.append(ValidationError(message))
        if errors:
            raise ValidationError(errors)
        return "\n".join(lines)

    def _elsewhere(self, lines: list[str]) -> list[ValidationError]:
        """An error for each expression that another row holds: two rows of one thing are one row."""
        others = Synonyms.objects.exclude(pk=self.instance.pk)
        rows = {_folded(line): Truncator(row).chars(NAMED) for row in others for line in row.lines}
        message = _("« %(expression)s » est déjà dans une autre ligne de synonymes : %(row)s.")
        return [
            ValidationError(message, params={"expression": line[:QUOTED], "row": named})
            for line in lines
            if (named := rows.get(_folded(line)))
        ]


def _errors(line: str) -> list[ValidationError]:
    """What is wrong with an expression alone."""
    if len(line) > MAX_LENGTH:
        message = _("« %(expression)s… » a %(count)s caractères : au plus %(most)s par expression.")
        params = {"expression": line[:QUOTED], "count": len(line), "most": MAX_LENGTH}
        return [ValidationError(message, params=params)]
    if not french.words(line):
        return [ValidationError(_("« %(expression)s » ne contient aucun mot."), params={"expression": line})]
    return []


def _folded(line: str) -> tuple[str, ...]:
    return tuple(french.words(line))
