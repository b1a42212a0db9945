"""The form of a theme: one for all languages, so that none is forgotten and none differs in what they share."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm, WagtailAdminModelFormMetaclass, formfield_for_dbfield
from wagtail.models import Locale

from initiatives.models import Theme
from initiatives.themes.looks import color_label, icon_label, theme_icons
from portal.enums import ThemeColor

SOURCE = settings.LANGUAGE_CODE
OTHER_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES if code != SOURCE)


def in_language(name: str, code: str) -> str:
    """The name of the form's field for the text of a language: that of the source is the model's own."""
    return name if code == SOURCE else f"{name}_{code}"


class ThemeFormBase(WagtailAdminModelForm):
    """The instance is the French row; the rows of the other languages are read and written beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.translations = self._translations()
        for code, theme in self.translations.items():
            for name in Theme.TRANSLATED:
                self.initial.setdefault(in_language(name, code), getattr(theme, name))
        self.fields["icon"].widget = forms.RadioSelect(choices=[(name, icon_label(name)) for name in theme_icons()])
        self.fields["color"].widget = forms.RadioSelect(choices=[(c.value, color_label(c)) for c in ThemeColor])

    def _translations(self) -> dict[str, Theme]:
        if not self.instance.pk:
            return {}
        rows = self.instance.get_translations().select_related("locale")
        return {theme.locale.language_code: theme for theme in rows}

    def clean_slug(self) -> str:
        """One address in every language, and no theme twice at it."""
        slug: str = self.cleaned_data["slug"]
        if Theme.objects.filter(slug=slug).exclude(translation_key=self.instance.translation_key).exists():
            raise ValidationError(_("Un autre thème a déjà cette adresse."))
        return slug

    def clean_retired(self) -> bool:
        retired: bool = self.cleaned_data["retired"]
        if self.instance.merged_into_id and not retired:
            raise ValidationError(_("Ce thème est fusionné dans un autre : il reste abandonné."))
        return retired

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for code in OTHER_LANGUAGES:
            written = any(cleaned.get(in_language(name, code)) for name in Theme.TRANSLATED)
            if not cleaned.get(in_language("name", code)) and (written or code in self.translations):
                self.add_error(in_language("name", code), _("Donnez le nom du thème dans cette langue."))
        return cleaned

    def save(self, commit: bool = True) -> Theme:
        theme: Theme = super().save(commit)
        for code in OTHER_LANGUAGES:
            if self.cleaned_data.get(in_language("name", code)):
                self._save_translation(code)
        return theme

    def _save_translation(self, code: str) -> None:
        row = self.translations.get(code) or Theme(
            locale=Locale.objects.get(language_code=code), translation_key=self.instance.translation_key
        )
        for name in Theme.SHARED:
            setattr(row, name, getattr(self.instance, name))
        for name in Theme.TRANSLATED:
            setattr(row, name, self.cleaned_data[in_language(name, code)])
        row.save()


# The fields of the other languages are declared: Wagtail makes the form from the names of its panels.
ThemeForm: type[WagtailAdminModelForm] = WagtailAdminModelFormMetaclass(
    "ThemeForm",
    (ThemeFormBase,),
    {
        in_language(name, code): formfield_for_dbfield(Theme._meta.get_field(name), required=False)
        for code in OTHER_LANGUAGES
        for name in Theme.TRANSLATED
    },
)


class MergeForm(forms.Form):
    """Into which theme another one goes."""

    def __init__(self, theme: Theme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Theme.objects.current().in_language(SOURCE).exclude(pk=theme.pk)
        self.fields["into"] = forms.ModelChoiceField(others, label=_("Fusionner dans"), empty_label=_("Choisissez"))
