"""A public server signs with a key of its own."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - the name that Django gave it

from labels.proof.keys import KeysError, current_key

HINT = "Make one with « manage.py label_key », and put it in LABEL_SIGNING_KEYS: see docs/operators.md."


def check_signing_keys(**kwargs: Any) -> list[CheckMessage]:
    """For ``check --deploy``; a portal without keys works, and signs nothing."""
    if settings.LABEL_SIGNING_KEY_OF_ITS_OWN:
        return []
    try:
        key = current_key()
    except KeysError as error:
        return [Error(str(error), hint=HINT, id="labels.E001")]
    if key is None:
        return [Warning("No key signs the labels: their badges are not served.", hint=HINT, id="labels.W001")]
    return []
