"""The form field of every image that is uploaded."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from collectivities.image_uploads import NO_IMAGE, UNREADABLE

TOO_MANY_PIXELS = _("Cette image compte %(num_pixels)s pixels : réduisez-la à %(max_pixels_count)s au plus.")


class PortalImageField(WagtailImageField):
    """Wagtail's, which looks at the first bytes alone and fails on a file that only begins like an image."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["file_too_many_pixels"] = TOO_MANY_PIXELS
        self.error_messages["invalid_image"] = NO_IMAGE

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            super().check_image_pixel_size(f)
        except UNREADABLE as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
