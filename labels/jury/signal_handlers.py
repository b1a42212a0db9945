"""What happens elsewhere and links somebody of the jury to a collectivité."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from collectivities.models import Membership
from labels.jury.interests import see
from labels.models import Juror


@receiver(post_save, sender=Membership)
def see_new_member(instance: Membership, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Who joins a team while she sits in a jury reads nothing of that collectivité any more, at once."""
    if raw or not created:
        return
    sitting = Juror.objects.sitting().filter(user_id=instance.user_id, campaign__settled_at=None)
    for juror in sitting.select_related("campaign", "user"):
        see(juror)
