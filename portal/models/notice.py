"""A mail that waits for the others of its day, or of its week."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """``subject`` and ``text`` are in the person's language, as the mail would have said them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("compte"), on_delete=models.CASCADE, related_name="notices"
    )
    subject = models.CharField(_("sujet"), max_length=400)
    text = models.TextField(_("texte"))
    created_at = models.DateTimeField(_("depuis le"), auto_now_add=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("courriel groupé")
        verbose_name_plural = _("courriels groupés")
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return self.subject
