"""What was deposited, as it was: a deposit is never changed, a later one stands beside it."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from labels.models.dossier import Dossier


class Deposit(models.Model):
    """``number`` is that of the receipt, ``content`` all that the dossier said, ``fingerprint`` the SHA-256 of its
    canonical JSON, in hexadecimal. ``is_late`` when it was received within the grace period.

    The database refuses to change one (``labels.append_only``).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="deposits")
    number = models.CharField(_("numéro"), max_length=30, unique=True)
    content = models.JSONField()
    fingerprint = models.CharField(_("empreinte"), max_length=64)
    received_at = models.DateTimeField(_("reçu le"))
    is_late = models.BooleanField(_("dans le délai de grâce"), default=False)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("dépôt")
        verbose_name_plural = _("dépôts")
        ordering = ("-received_at", "-pk")

    def __str__(self) -> str:
        return self.number
