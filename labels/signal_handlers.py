"""What follows from what is saved and erased."""

from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from labels.freezing import watch
from labels.models import (
    Award,
    Campaign,
    Choice,
    DossierFile,
    Erratum,
    Juror,
    Level,
    Mention,
    Question,
    Section,
    Withdrawal,
)
from labels.press.tasks import make_documents
from labels.signals import awards_changed
from labels.writing.questionnaires import forget_questions
from portal.page_cache import forget_all, forget_when_changed

watch()
# What a palmarès, a questionnaire and a verification show is saved without publishing a page; pages that are kept also
# tell when the next palmarès is public.
forget_when_changed(Award, Campaign, Erratum, Juror, Level, Mention, Withdrawal)


@receiver(awards_changed)
@receiver(m2m_changed, sender=Award.mentions.through)
def forget_pages(**kwargs: Any) -> None:
    forget_all()


@receiver([post_save, post_delete], sender=Section)
@receiver([post_save, post_delete], sender=Question)
@receiver([post_save, post_delete], sender=Choice)
def read_questions_again(**kwargs: Any) -> None:
    forget_questions()


@receiver(post_save, sender=Withdrawal)
@receiver(post_delete, sender=Withdrawal)
def tell_of_withdrawal(**kwargs: Any) -> None:
    """What a collectivité has now is another, though its award is what it was."""
    awards_changed.send(sender=Award)


@receiver(post_save, sender=Campaign)
def await_press(instance: Campaign, **kwargs: Any) -> None:
    """Where there is a worker, documents are made at the second they may be told; elsewhere when one is asked for."""
    if instance.settled_at and not instance.is_published and make_documents.get_backend().supports_defer:
        make_documents.using(run_after=instance.embargo_until).enqueue(instance.year)


@receiver(post_delete, sender=DossierFile)
def leave_the_disk(instance: DossierFile, **_kwargs: Any) -> None:
    """Whatever erased it, and only once that is certain: a transaction that fails keeps the file."""
    storage, name = instance.file.storage, str(instance.file.name)
    transaction.on_commit(lambda: storage.delete(name))
