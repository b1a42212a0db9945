"""What the application listens to."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from labels.freezing import watch
from labels.models import Award, Campaign, DossierFile, Erratum, Level, Mention
from portal.page_cache import forget_when_changed

watch()
# What a palmarès and a questionnaire show is saved without publishing a page.
forget_when_changed(Award, Campaign, Erratum, Level, Mention)
from labels.models import Campaign, DossierFile, Erratum
from portal.page_cache import forget_when_changed

watch()
forget_when_changed(Campaign, Erratum)


@receiver(post_delete, sender=DossierFile)
def leave_the_disk(instance: DossierFile, **_kwargs: Any) -> None:
    """Whatever erased it, and only once that is certain: a transaction that fails keeps the file."""
    storage, name = instance.file.storage, str(instance.file.name)
    transaction.on_commit(lambda: storage.delete(name))
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
