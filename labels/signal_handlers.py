"""What follows from what is saved and erased."""

from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete
from django.dispatch import receiver

from labels.freezing import watch
from labels.models import Award, Campaign, DossierFile, Erratum, Juror, Level, Mention, Withdrawal
from labels.signals import awards_changed
from portal.page_cache import forget_all, forget_when_changed

watch()
# What a palmarès, a questionnaire and a verification show is saved without publishing a page; pages that are kept also
# tell when the next palmarès is public.
forget_when_changed(Award, Campaign, Erratum, Juror, Level, Mention, Withdrawal)


@receiver(awards_changed)
@receiver(m2m_changed, sender=Award.mentions.through)
def forget_pages(**kwargs: Any) -> None:
    forget_all()


@receiver(post_delete, sender=DossierFile)
def leave_the_disk(instance: DossierFile, **_kwargs: Any) -> None:
    """Whatever erased it, and only once that is certain: a transaction that fails keeps the file."""
    storage, name = instance.file.storage, str(instance.file.name)
    transaction.on_commit(lambda: storage.delete(name))
