"""The « kit du label »: its texts filled in for a commune, and the code that puts the badge on its site."""

import tomllib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from labels.models import Award, KitText, LabelKit
from labels.proof import codes
from labels.proof.addresses import badge_address, printed_address
from labels.proof.badge import badge_size
from labels.proof.gaps import filled
from labels.proof.words import award_in_words, level_in_words, mentions_in_words
from portal.addresses import whole_address

TEXTS = Path(__file__).parent / "texts.toml"
EMBEDDED_HEIGHT = 120


@dataclass(frozen=True, slots=True)
class Filled:
    """A text as a commune takes it over."""

    title: str
    help: str
    text: str

    @property
    def rows(self) -> int:
        """Lines of the field that shows it."""
        return min(20, sum(1 + len(line) // 90 for line in self.text.splitlines()) + 1)


@transaction.atomic
def set_up_kit() -> None:
    """The kit of a new portal; one that is there is the association's."""
    if LabelKit.objects.exists():
        return
    kit = LabelKit.objects.create()
    written = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["texts"]
    make = partial(KitText, kit=kit)
    KitText.objects.bulk_create(
        make(sort_order=place, title=one["title"], help=one["help"], text=one["text"].strip())
        for place, one in enumerate(written)
    )


def texts_for(award: Award, kit: LabelKit) -> list[Filled]:
    """French in every language: the association writes them so, and communes publish them so."""
    with override("fr"):
        values = _values(award)
    return [Filled(one.title, one.help, filled(one.text, values)) for one in kit.texts.all()]


def embed_code(award: Award) -> str:
    """A link around an image: no script, no cookie, nothing that counts readers. French, as the badge it shows."""
    with override("fr"):
        said = _("%(award)s : vérifier ce label") % {"award": award_in_words(award)}
    return format_html(
        '<a href="{}"><img src="{}" alt="{}" width="{}" height="{}"></a>',
        printed_address(award),
        whole_address(badge_address(award)),
        said,
        str(embedded_width(award)),
        str(EMBEDDED_HEIGHT),
    )


def embedded_width(award: Award) -> int:
    """Of the image, as high as it is shown."""
    whole_width, whole_height = badge_size(award)
    return round(whole_width * EMBEDDED_HEIGHT / whole_height)


def _received(level: str) -> str:
    """As a sentence says it, « reçoit trois arobases » or « reçoit une mention »: numbers bring their own article."""
    return f"une {level}" if level.startswith("mention") else level


def _values(award: Award) -> dict[str, str]:
    return {
        "commune": award.entity_name,
        "niveau": _received(level_in_words(award)),
        "millesime": str(award.campaign.year),
        "mentions": mentions_in_words(award),
        "page": award.collectivity.public_address,
        "verification": printed_address(award),
        "code": codes.shown(award.code),
    }
