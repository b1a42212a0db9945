"""The forms every upload goes through: one by one, several at once, or from a chooser."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from collectivities.document_uploads import check_document
from collectivities.image_fields import PortalImageField
from collectivities.image_uploads import clean_image
from collectivities.models import Collectivity
from collectivities.permissions import member_collectivity_ids, user_is_only_member


class OwnedMediaForm(forms.ModelForm):
    """Gives a member's file to his commune; a member of several says to which. The association's files are shared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.own_keys = member_collectivity_ids(user) if user and user_is_only_member(user) else frozenset()
        if len(self.own_keys) > 1:
            self.fields["collectivity"] = forms.ModelChoiceField(
                Collectivity.objects.filter(pk__in=self.own_keys),
                label=_("Collectivité"),
                required=False,
                initial=self.instance.collectivity_id or min(self.own_keys),
                help_text=_("À qui appartient ce fichier."),
            )

    def save(self, commit: bool = True) -> Any:
        chosen = self.cleaned_data.get("collectivity")
        if chosen:
            self.instance.collectivity_id = chosen.pk
        elif self.own_keys and not self.instance.pk:
            self.instance.collectivity_id = min(self.own_keys)
        return super().save(commit)


class ImageForm(OwnedMediaForm, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = PortalImageField(label=stock.label, required=stock.required, widget=stock.widget)

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
