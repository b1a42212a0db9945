"""The photo of a sheet, taken with a telephone: it becomes an image of the commune, upright and without its position.

Cleaning it is the business of the form of every image (``collectivities.media_forms``).
"""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.images.forms import get_image_form
from wagtail.models import Page

from collectivities.models import Collectivity, CustomImage
from initiatives.models import InitiativePage
from initiatives.short_path.drafts import keep, to_write
from portal.models import User


@transaction.atomic
def put(
    page: Page, file: UploadedFile | None, collectivity: Collectivity, user: User, written: int | None
) -> InitiativePage:
    """Give a sheet this photo, or none; ``written`` is the revision of the form. Raises ClosedError, and for a file
    that is no photo ValidationError, in words for the person.
    """
    draft = to_write(page, user)
    if file is None and draft.image_id is None:
        return draft
    draft.image = image_of(file, str(draft.title), collectivity, user) if file else None
    keep(draft, user, written)
    return draft


def image_of(file: UploadedFile, title: str, collectivity: Collectivity, user: User) -> CustomImage:
    form = get_image_form(CustomImage)(
        {"title": title, "collectivity": str(collectivity.pk)},
        {"file": file},
        instance=CustomImage(uploaded_by_user=user, collectivity=collectivity),
        user=user,
    )
    if not form.is_valid():
        raise ValidationError([message for messages in form.errors.values() for message in messages])
    image: CustomImage = form.save()
    return image
