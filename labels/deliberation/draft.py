"""A first draft of the avis motivé, made of what the readers say: to be written anew, never to be sent as it is."""

from django.utils.translation import gettext as _

from labels.deliberation.reviews import Readings
from labels.models.deliberation import LONGEST_OPINION


def mark() -> str:
    """The first line of a draft: a decision is not written down while its opinion begins so."""
    return _("[Premier jet d’après les avis des lecteurs : récrivez-le, puis retirez cette ligne]")


def first_draft(readings: Readings) -> str:
    """By section, without who said what. Paragraphs that would make it too long are left out."""
    written = mark()
    for said in readings.said:
        paragraph = "\n".join((said.section, *(text for _name, text in said.texts)))
        if len(written) + len(paragraph) + 2 <= LONGEST_OPINION:
            written += f"\n\n{paragraph}"
    return written


def is_draft(text: str) -> bool:
    return text.lstrip().startswith(mark())
