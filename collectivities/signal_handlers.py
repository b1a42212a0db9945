"""Receivers of collectivités."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, TaskState, UploadedFile, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from collectivities.bounces import tell_refused
from collectivities.image_uploads import clean_image
from collectivities.models import CustomDocument, CustomImage, CustomRendition, Membership, Registration
from collectivities.moderation import tell_approved, tell_association, tell_rejected
from collectivities.personal_data import follow_address
from collectivities.signals import territories_changed
from collectivities.tasks import draw_image, read_file, refresh_pages
from portal.accounts import address_changed
from portal.bounces import address_refused
from portal.page_cache import forget_all
from portal.permissions import MEMBERS_GROUP


@receiver(post_save, sender=Membership)
def join_members_group(instance: Membership, raw: bool = False, **kwargs: Any) -> None:
    """The group opens the admin's door; what is behind it depends on the membership alone."""
    if not raw:
        instance.user.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])


@receiver(post_delete, sender=Membership)
def leave_members_group(instance: Membership, **kwargs: Any) -> None:
    if not Membership.objects.filter(user_id=instance.user_id).exists():
        instance.user.groups.remove(*Group.objects.filter(name=MEMBERS_GROUP))


@receiver(post_delete, sender=Registration)
def forget_request(instance: Registration, **kwargs: Any) -> None:
    """What the journal says of a request goes with it: it holds what the person wrote."""
    ModelLogEntry.objects.for_instance(instance).delete()


address_refused.connect(tell_refused)
address_changed.connect(follow_address)


@receiver(territories_changed)
def follow_the_reference(**kwargs: Any) -> None:
    """Pages take the new names and addresses; cached ones, which name places all over, are forgotten."""
    forget_all()
    refresh_pages.enqueue()


@receiver(pre_save, sender=UploadedFile)
def clean_waiting_image(instance: UploadedFile, **kwargs: Any) -> None:
    """An image whose title was refused waits as it came, and becomes an image without passing by its form again."""
    if instance._state.adding and instance.for_content_type.model_class() is CustomImage:
        instance.file = clean_image(instance.file.file)


@receiver(post_save, sender=CustomImage)
def draw_when_saved(instance: CustomImage, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not instance.sources:
        draw_image.enqueue(instance.pk)


@receiver(post_delete, sender=CustomRendition)
def draw_again(instance: CustomRendition, **kwargs: Any) -> None:
    """Files that are gone are not named any more; the next save, or ``draw_images``, makes them again."""
    CustomImage.objects.filter(pk=instance.image_id).exclude(sources={}).update(sources={})


@receiver(post_save, sender=CustomDocument)
def read_when_saved(instance: CustomDocument, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        read_file.enqueue(instance.pk)


# Under the names of Wagtail's own receivers, which connect later and find the place taken.
task_submitted.connect(
    tell_association, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
)
workflow_approved.connect(
    tell_approved, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification"
)
workflow_rejected.connect(
    tell_rejected, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification"
)
