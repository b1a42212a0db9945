"""Files a sheet gives to whoever wants to do the same: a plan, a convention, a poster."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from collectivities.models import FileText


class InitiativeDocumentQuerySet(models.QuerySet["InitiativeDocument"]):
    def with_words(self) -> Self:
        """Those whose file says something that anyone may read, with what it says, in their order."""
        texts = FileText.objects.current().anyone_may_read().exclude(text="")
        return self.filter(document__file_text__in=texts).select_related("document__file_text")


class InitiativeDocument(Orderable):
    """A file of a sheet, in the order the commune chose; ``title`` is empty when the file's own says enough."""

    page = ParentalKey("initiatives.InitiativePage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "collectivities.CustomDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(_("titre"), max_length=120, blank=True, help_text=_("Vide : le titre du document."))

    objects: ClassVar[Any] = InitiativeDocumentQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("document d’une fiche")
        verbose_name_plural = _("documents des fiches")
        constraints = (models.UniqueConstraint(fields=("page", "document"), name="document_once_per_initiative"),)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.title or str(self.document.title)
