"""A sitting that ends leaves its minutes, in the same transaction: it is over and sealed, or neither."""

from typing import Any

from django.dispatch import receiver

from labels.minutes.sealing import seal_sitting
from labels.models import Sitting
from labels.signals import sitting_ended
from portal.models import User


@receiver(sitting_ended, sender=Sitting)
def seal(sitting: Sitting, by: User, **_kwargs: Any) -> None:
    seal_sitting(sitting, by)
