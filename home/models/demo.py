"""What the demonstration made, so that it can be removed and nothing else with it."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoItem(models.Model):
    """One object made by ``load_demo``: a page, an image, a document or an account."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(_("identifiant"))
    item = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = _("objet de démonstration")
        verbose_name_plural = _("objets de démonstration")
        constraints = (models.UniqueConstraint(fields=("content_type", "object_id"), name="demo_item_once"),)

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"
