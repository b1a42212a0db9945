"""Languages and addresses."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation


def of_address(request: HttpRequest) -> AbstractContextManager[None]:
    """Write in the language of the address, before or after one was chosen for the request.

    The one of the thread may still be that of another reader.
    """
    return translation.override(translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE)


def in_french() -> AbstractContextManager[None]:
    """Write in the language of the portal, whatever that of who asks: what is kept, printed or published for all."""
    return translation.override(settings.LANGUAGE_CODE)


def in_language(path: str, code: str) -> str:
    """The French path of a view, in another language. Django understands a path in the language in force only."""
    with in_french():
        return str(translate_url(path, code))
