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
    and what several wrote once. A text that would make it too long is left out.
    """
    written = mark()
    whole = ("", [one.review.opinion for one in readings.readings])
    for heading, texts in (whole, *((said.section, [text for _name, text in said.texts]) for said in readings.said)):
        written += _paragraph(heading, texts, LONGEST_OPINION - len(written))
    return written


def _paragraph(heading: str, texts: Iterable[str], room: int) -> str:
    """What fits in so many characters, with the empty line before it; nothing when no text does."""
    kept: list[str] = []
    for text in dict.fromkeys(text.strip() for text in texts):
        longer = "\n\n" + "\n".join(filter(None, (heading, *kept, text)))
        if text and len(longer) <= room:
            kept.append(text)
    return "\n\n" + "\n".join(filter(None, (heading, *kept))) if kept else ""


def is_draft(text: str) -> bool:
    return text.lstrip().startswith(mark())
