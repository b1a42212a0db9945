"""The badge: the sign of a commune with its label below, as an image that stands alone."""

from dataclasses import dataclass
from functools import cache
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import override

from labels.models import Award
from labels.proof.lettering import HEAVY, REGULAR, STRONG, Line, line, width
from labels.proof.validity import Standing
from labels.proof.words import award_in_words

FONT_SIZES = (44, 38, 33, 28, 24, 20)
"""Of the name: a long one is set smaller."""
WIDEST = 460
HEIGHT = 160
NAME_LEFT, NAME_RIGHT, NAME_MIDDLE = 27, 30, 39
PLATE_LEFT, PLATE_TEXT, PLATE_TOP, PLATE_HEIGHT = 24, 42, 88, 43
AT_STEP, AT_SCALE = 32, 1.2
TRACKING = -0.02
ARROBA = (
    '<circle cx="11.5" cy="12" r="4.05"/><path d="M15.4 8v5.7a2.85 2.85 0 0 0 5.7 0V12a9.2 9.2 0 1 0-3.5 7.2" '
    'fill="none" stroke="{ink}" stroke-width="2.5" stroke-linecap="round"/>'
)
WORN = {"ink": "#0c2b30", "plate": "#ffcb2e"}
PAST = {"ink": "#435b5b", "plate": "#dfe5e1"}
RIM, QUIET = "#cbd6cf", "#6a817f"


def badge(award: Award, standing: str) -> str:
    """The SVG. French in every language: it says what the sign says."""
    with override("fr"):
        said, under = award_in_words(award), _("Vérifier ce label")
        if not_worn := _not_worn(standing):
            said, under = f"{said}, {not_worn.lower()}", f"{not_worn}. {under}"
    return _drawn(_measured(award), said, under, WORN if standing == Standing.CURRENT else PAST)


def badge_size(award: Award) -> tuple[int, int]:
    return _measured(award).width, HEIGHT


@dataclass(frozen=True, slots=True)
class Measured:
    """The lines of the sign and of its plate, and how wide both are."""

    name: Line
    plate: Line
    symbols: int

    @property
    def sign_width(self) -> float:
        return self.name.width + NAME_LEFT + NAME_RIGHT - 6

    @property
    def plate_width(self) -> float:
        return self.plate.width + 36 + (self.symbols * AT_STEP + 4 if self.symbols else 0)

    @property
    def width(self) -> int:
        return round(max(self.sign_width + 6, PLATE_LEFT + self.plate_width + 4))


def _measured(award: Award) -> Measured:
    name, label = award.entity_name, f"Ville Internet {award.campaign.year}"
    plate = label if award.level.symbols else f"{label}, {award.level.name.lower()}"
    size = next((one for one in FONT_SIZES if width(name, HEAVY, one, TRACKING) <= WIDEST), FONT_SIZES[-1])
    title = line(name, HEAVY, size, NAME_LEFT, NAME_MIDDLE + size * 0.34, TRACKING)
    return Measured(title, line(plate, STRONG, 21, PLATE_TEXT, 117), award.level.symbols)


def _not_worn(standing: str) -> str:
    """Why it is grey, which the colour does not say alone."""
    return {Standing.EXPIRED: _("Millésime passé"), Standing.WITHDRAWN: _("Label retiré")}.get(Standing(standing), "")


@cache
def at_sign(ink: str) -> str:
    return ARROBA.format(ink=ink)


def _drawn(measured: Measured, said: str, under: str, colors: dict[str, str]) -> str:
    ink, whole = colors["ink"], measured.width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {HEIGHT}" width="{whole}" '
        f'height="{HEIGHT}" role="img" aria-labelledby="t"><title id="t">{escape(said)}</title>'
        f'<path d="M46 70v22M94 70v22" stroke="{ink}" stroke-width="4"/>'
        f'<rect x="3" y="3" width="{measured.sign_width:.0f}" height="72" rx="10" fill="#fff" stroke="{RIM}" '
        f'stroke-width="2"/><rect x="9" y="9" width="{measured.sign_width - 12:.0f}" height="60" rx="6" fill="#fff" '
        f'stroke="{ink}" stroke-width="4"/><rect x="{PLATE_LEFT}" y="{PLATE_TOP}" '
        f'width="{measured.plate_width:.0f}" height="{PLATE_HEIGHT}" rx="7" fill="{colors["plate"]}" '
        f'stroke="{ink}" stroke-width="4"/><path fill="{ink}" d="{measured.name.path}"/>'
        f'<path fill="{ink}" d="{measured.plate.path}"/>{_arobases(measured, ink)}'
        f'<path fill="{QUIET}" d="{line(under, REGULAR, 13, 26, 153).path}"/></svg>'
    )


def _arobases(measured: Measured, ink: str) -> str:
    left = PLATE_TEXT + measured.plate.width + 10
    return "".join(
        f'<g transform="translate({left + place * AT_STEP:.1f} {PLATE_TOP + 7}) scale({AT_SCALE})" '
        f'fill="{ink}">{at_sign(ink)}</g>'
        for place in range(measured.symbols)
    )
