"""The form that adds a file."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labels.files.types import ACCEPTED, LARGEST, NAMED


def _help() -> str:
    return _("%(types)s : %(most)s au plus. Seuls votre équipe, l’association et le jury le liront.") % {
        "types": NAMED,
        "most": filesizeformat(LARGEST),
    }


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Le document"),
        help_text=lazy(_help, str)(),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": gettext_lazy("Choisissez un fichier."),
            "empty": gettext_lazy("Ce fichier est vide."),
        },
    )
