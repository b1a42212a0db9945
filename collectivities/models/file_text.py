"""What a document says, beside it: whoever lists documents does not read forty pages of each."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import CollectionViewRestriction

from collectivities.enums import ReadingState


class FileTextQuerySet(models.QuerySet["FileText"]):
    def current(self) -> Self:
        """Those of the files that documents have now: of one that was replaced a moment ago nothing is shown."""
        return self.filter(file=F("document__file"))

    def anyone_may_read(self) -> Self:
        """Those of documents that are in no collection with a password or for some people only."""
        above = models.ExpressionWrapper(OuterRef("document__collection__path"), output_field=models.CharField())
        closed = CollectionViewRestriction.objects.annotate(path=above).filter(path__startswith=F("collection__path"))
        return self.filter(~Exists(closed))


class FileText(models.Model):
    """The text of the file of a document, in one line, and how reading it ended.

    ``file`` and ``digest`` (SHA-256) name the file that was read: a task that runs twice reads once, and another file
    under the same name is read again.
    """

    # Wagtail would count it among the places that use the document.
    wagtail_reference_index_ignore = True

    document = models.OneToOneField(
        "collectivities.CustomDocument", on_delete=models.CASCADE, primary_key=True, related_name="file_text"
    )
    file = models.CharField(_("fichier"), max_length=100)
    digest = models.CharField(_("empreinte SHA-256"), max_length=64)
    state = models.CharField(_("lecture"), max_length=20, choices=ReadingState.choices)
    text = models.TextField(_("texte"), blank=True)

    objects: ClassVar[Any] = FileTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("texte d’un document")
        verbose_name_plural = _("textes des documents")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(text="") | models.Q(state=ReadingState.READ), name="file_text_only_when_read"
            ),
        )

    def __str__(self) -> str:
        return f"{self.file} {self.state}"
