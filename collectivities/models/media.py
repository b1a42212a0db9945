"""Images and documents: a commune's own, or shared by the association when ``collectivity`` is empty."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from collectivities.models.file_text import FileText


class OwnedMedia(models.Model):
    """What an image and a document have in common: the commune they belong to."""

    collectivity = models.ForeignKey(
        "collectivities.Collectivity",
        verbose_name=_("collectivité"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
        help_text=_("Vide : partagé par l’association avec toutes les communes."),
    )

    # Members search among their commune's files.
    owner_search_fields: ClassVar[list[Any]] = [index.FilterField("collectivity")]

    class Meta:
        abstract = True


class CustomImage(OwnedMedia, AbstractImage):
    credit = models.CharField(
        _("crédit"), max_length=120, blank=True, help_text=_("Qui a pris la photo ou fait le dessin.")
    )

    sources = models.JSONField(default=dict, editable=False)
    """The files it is shown with (``portal.pictures.Sources``); empty until the task has made them."""

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")
    search_fields: ClassVar[list[Any]] = [*AbstractImage.search_fields, *OwnedMedia.owner_search_fields]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        # Wagtail declares it on its own model only; without it a group cannot be allowed to choose.
        permissions = (("choose_customimage", "Can choose image"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self.is_drawn_as_before():
            self.sources = {}
        super().save(*args, **kwargs)

    def is_drawn_as_before(self) -> bool:
        """Whether the file and the point that matters in it are those that were saved."""
        names = ("file", *(f"focal_point_{part}" for part in ("x", "y", "width", "height")))
        return CustomImage.objects.filter(pk=self.pk, **{name: getattr(self, name) for name in names}).exists()

    @property
    def original_url(self) -> str:
        return str(self.file.url)

    @property
    def default_alt_text(self) -> str:
        return getattr(self, "description", "") or ""


class CustomRendition(AbstractRendition):
    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("déclinaison d’image")
        verbose_name_plural = _("déclinaisons d’images")
        constraints = (
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="rendition_unique"),
        )


class CustomDocument(OwnedMedia, AbstractDocument):
    admin_form_fields = WagtailDocument.admin_form_fields
    search_fields: ClassVar[list[Any]] = [*AbstractDocument.search_fields, *OwnedMedia.owner_search_fields]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_customdocument", "Can choose document"),)

    def clean(self) -> None:
        # Of a file that was refused nothing is left: Wagtail would refuse its extension too, which has no name.
        if self.file:
            super().clean()

    @property
    def format_name(self) -> str:
        """« PDF », « ODT »: what a reader is told before downloading."""
        return str(self.file_extension).upper()

    @property
    def reading(self) -> str:
        """What became of its text, for those who gave the file."""
        text = FileText.objects.current().filter(document=self.pk).only("state").first()
        return str(text.get_state_display() if text else _("Pas encore lu"))
