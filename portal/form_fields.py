"""Fields of our own forms."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.text_rules import plain


class TextField(forms.CharField):
    """A plain text of several lines. Browsers send their ends in their own way; ``max_length`` counts each as one. What
    is too long is told, never cut.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "max_length": _("C’est trop long : %(limit_value)d signes au plus.")
    }

    def __init__(self, *, rows: int, max_length: int, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, widget=widget, validators=[plain], **kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}
