"""The forms every upload goes through: one by one, several at once, or from a chooser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from collectivities.models import Collectivity
from collectivities.permissions import member_collectivity_ids
from collectivities.uploads import check_document, clean_image


class OwnedMediaForm(forms.ModelForm):
    """Gives a member's file to his commune; a member of several says which one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        keys = member_collectivity_ids(user) if user and not user.is_superuser else frozenset()
        self.own_keys = keys
        if len(keys) > 1 and not self.instance.pk:
            self.fields["collectivity"] = forms.ModelChoiceField(
                Collectivity.objects.filter(pk__in=keys), label=_("Collectivité"), required=False
            )

    def save(self, commit: bool = True) -> Any:
        if self.own_keys and not self.instance.pk:
            chosen = self.cleaned_data.get("collectivity")
            self.instance.collectivity_id = chosen.pk if chosen else min(self.own_keys)
        return super().save(commit)


class ImageForm(OwnedMediaForm, BaseImageForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        cleaned: Any = clean_image(file)
        # Wagtail's field leaves the decoded picture on the upload; what follows reads it.
        cleaned.image = getattr(file, "image", None)
        return cleaned


class DocumentForm(OwnedMediaForm, BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_document(file)
        return file
