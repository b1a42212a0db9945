"""The language of an address, for what answers before or after a language was chosen for the request."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def of_address(request: HttpRequest) -> AbstractContextManager[None]:
    """Write in the language of the address. The one of the thread may still be that of another reader."""
    return translation.override(translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE)
