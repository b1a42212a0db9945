"""Receivers of the label."""

from typing import Any

from django.db.models.signals import m2m_changed
from django.dispatch import receiver

from labels.models import Award, Campaign, Level, Mention
from labels.signals import awards_changed
from portal.page_cache import forget_all, forget_when_changed

# Pages that are kept tell labels, and when the next palmarès is public.
forget_when_changed(Award, Campaign, Level, Mention)


@receiver(awards_changed)
@receiver(m2m_changed, sender=Award.mentions.through)
def forget_pages(**kwargs: Any) -> None:
    forget_all()
