"""What follows from what is saved and erased."""

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


@receiver(post_delete, sender=DossierFile)
def leave_the_disk(instance: DossierFile, **_kwargs: Any) -> None:
    """Whatever erased it, and only once that is certain: a transaction that fails keeps the file."""
    storage, name = instance.file.storage, str(instance.file.name)
    transaction.on_commit(lambda: storage.delete(name))
