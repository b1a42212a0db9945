"""The sign at the entrance of the town, for the printer: real size, outlined words, bleed, marks of cutting."""

import io
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import override

from labels.documents.pdf import compile_pdf
from labels.models import Award, LabelKit
from labels.proof import codes
from labels.proof.addresses import printed_address
from labels.proof.badge import WORN, at_sign
from labels.proof.lettering import HEAVY, STRONG, line, width
from labels.proof.qr import qr_code
from labels.proof.words import label_in_words

MARGIN = 20
"""Millimetres around the finished sign, where the marks and the printer's notes are."""
POINTS = 72 / 25.4
EDGE, QR_SIDE, GAP = 12, 58, 8
"""In hundredths of the height, as what follows."""
TITLE, AT, AT_STEP, SMALL = 27, 36, 39, 6


def sign_svg(award: Award, kit: LabelKit) -> str:
    """The sign with its bleed; a unit is a millimetre."""
    bleed, wide, high = kit.sign_bleed, kit.sign_width, kit.sign_height
    whole = f'width="{wide + 2 * bleed}mm" height="{high + 2 * bleed}mm"'
    with override("fr"):
        said = label_in_words(award)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {whole} viewBox="{-bleed} {-bleed} {wide + 2 * bleed} '
        f'{high + 2 * bleed}" role="img" aria-labelledby="t"><title id="t">{escape(said[:1].upper() + said[1:])}'
        f'</title><path fill="{WORN["plate"]}" d="M{-bleed} {-bleed}h{wide + 2 * bleed}v{high + 2 * bleed}'
        f'H{-bleed}z"/>{_rim(wide, high)}{_words(award, wide, high)}{_way_to_verify(award, wide, high)}</svg>'
    )


def sign_pdf(award: Award, kit: LabelKit) -> bytes:
    """A page as large as the sign and its margin; its boxes say what is cut."""
    with override("fr"):
        said = label_in_words(award)
        data = {
            "svg": sign_svg(award, kit),
            "title": _("Panneau, %(label)s") % {"label": said},
            "said": said,
            "width": kit.sign_width,
            "height": kit.sign_height,
            "bleed": kit.sign_bleed,
            "margin": MARGIN,
            "notes": _("%(width)s × %(height)s mm, fond perdu %(bleed)s mm. Textes vectorisés. %(colors)s") % {
                "width": str(kit.sign_width), "height": str(kit.sign_height), "bleed": str(kit.sign_bleed),
                "colors": kit.sign_colors,
            },
        }  # fmt: skip
    return _boxed(compile_pdf("sign.typ", data), kit)


def _boxed(content: bytes, kit: LabelKit) -> bytes:
    """What the printer's programmes ask a page: where it is cut, and how far the ink goes beyond."""
    from pypdf import PdfReader, PdfWriter  # A sign is printed once a year: no worker holds the library for it
    from pypdf.generic import RectangleObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    page = writer.pages[0]
    left, top = MARGIN * POINTS, (MARGIN + kit.sign_height) * POINTS
    right, bleed = (MARGIN + kit.sign_width) * POINTS, kit.sign_bleed * POINTS
    page.trimbox = RectangleObject((left, left, right, top))
    page.bleedbox = RectangleObject((left - bleed, left - bleed, right + bleed, top + bleed))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _rim(wide: int, high: int) -> str:
    inset, stroke = high * 0.04, high * 0.025
    return (
        f'<rect x="{inset:g}" y="{inset:g}" width="{wide - 2 * inset:g}" height="{high - 2 * inset:g}" '
        f'rx="{high * 0.09:g}" fill="none" stroke="{WORN["ink"]}" stroke-width="{stroke:g}"/>'
    )


def _words(award: Award, wide: int, high: int) -> str:
    """« Ville Internet 2027 », and the arobases below, as large as the place allows."""
    unit = high / 100
    room = wide - (2 * EDGE + QR_SIDE + GAP) * unit
    title = f"Ville Internet {award.campaign.year}"
    size = min(TITLE * unit, room / width(title, HEAVY, 1, -0.02))
    top = line(title, HEAVY, size, EDGE * unit, 40 * unit, -0.02)
    return f'<path fill="{WORN["ink"]}" d="{top.path}"/>{_level(award, room, unit)}'


def _level(award: Award, room: float, unit: float) -> str:
    if not award.level.symbols:
        name = award.level.name
        size = min(TITLE * unit, room / width(name, STRONG, 1))
        return f'<path fill="{WORN["ink"]}" d="{line(name, STRONG, size, EDGE * unit, 78 * unit).path}"/>'
    step = min(AT_STEP * unit, room / award.level.symbols)
    scale = step * AT / AT_STEP / 24
    middle = 68 * unit - 12 * scale
    return "".join(
        f'<g transform="translate({EDGE * unit - scale + place * step:.2f} {middle:.2f}) scale({scale:.3f})" '
        f'fill="{WORN["ink"]}">{at_sign(WORN["ink"])}</g>'
        for place in range(award.level.symbols)
    )


def _way_to_verify(award: Award, wide: int, high: int) -> str:
    unit = high / 100
    code = qr_code(printed_address(award))
    side, left, top = QR_SIDE * unit, wide - (EDGE + QR_SIDE) * unit, 13 * unit
    with override("fr"):
        verify = line(_("Vérifier ce label"), STRONG, SMALL * unit, left, 80 * unit)
    shown = line(codes.shown(award.code), HEAVY, SMALL * unit, left, 88 * unit, 0.04)
    return (
        f'<g transform="translate({left:.2f} {top:.2f}) scale({side / code.side:.4f})"><rect width="{code.side}" '
        f'height="{code.side}" rx="2" fill="#fff"/><path fill="{WORN["ink"]}" d="{code.path}"/></g>'
        f'<path fill="{WORN["ink"]}" d="{verify.path}"/><path fill="{WORN["ink"]}" d="{shown.path}"/>'
    )
