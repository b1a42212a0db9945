"""What sheets are described by beside their themes: free keywords, and the publics they are for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase

from initiatives.enums import AudienceCode


class Keyword(TagBase):
    """A free word on a sheet."""

    class Meta:
        verbose_name = _("mot-clé")
        verbose_name_plural = _("mots-clés")


class InitiativeKeyword(ItemBase):
    tag = models.ForeignKey(Keyword, on_delete=models.CASCADE, related_name="items")
    content_object = ParentalKey("initiatives.InitiativePage", on_delete=models.CASCADE, related_name="keyword_items")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tag", "content_object"), name="keyword_once_per_initiative"),)


class Audience(models.Model):
    """A public an initiative is for: one row per ``AudienceCode``, so that forms and filters can tick several."""

    code = models.CharField(_("code"), max_length=20, choices=AudienceCode.choices, unique=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)

    class Meta:
        verbose_name = _("public concerné")
        verbose_name_plural = _("publics concernés")
        ordering = ("order",)

    def __str__(self) -> str:
        return str(AudienceCode(self.code).label)
