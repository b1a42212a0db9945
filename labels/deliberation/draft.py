"""A first draft of the avis motivé, made of what the readers say: to be written anew, never to be sent as it is."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from labels.deliberation.reviews import Readings
from labels.models.deliberation import LONGEST_OPINION


def mark() -> str:
    """The first line of a draft: a decision is not written down while its opinion begins so."""
    return _("[Premier jet d’après les avis des lecteurs : récrivez-le, puis retirez cette ligne]")


def first_draft(readings: Readings) -> str:
    """What they say of the whole, then of each section: the public reads the first paragraph. Without who said what,
    and what several wrote once. Paragraphs that would make it too long are left out.
    """
    written, paragraphs = mark(), [_once(one.review.opinion for one in readings.readings)]
    paragraphs += ["\n".join((said.section, _once(text for _name, text in said.texts))) for said in readings.said]
    for paragraph in filter(None, paragraphs):
        if len(written) + len(paragraph) + 2 <= LONGEST_OPINION:
            written += f"\n\n{paragraph}"
    return written


def _once(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def is_draft(text: str) -> bool:
    return text.lstrip().startswith(mark())
