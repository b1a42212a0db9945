"""The PNG of a badge, for sites that take no SVG."""

import json
from pathlib import Path

TEMPLATE = Path(__file__).with_name("badge.typ")
PIXELS_PER_INCH = 72
"""As many as Typst counts points: the width of the template is in pixels."""


def drawn(svg: str, width: int) -> bytes:
    """A picture so many pixels wide, on nothing. The image is one of ours, and asks for no font."""
    import typst  # Few sites take no SVG: no worker holds the library before one asks

    data = json.dumps({"svg": svg, "width": width}, ensure_ascii=False)
    picture: bytes = typst.compile(
        TEMPLATE, root=TEMPLATE.parent, sys_inputs={"data": data}, format="png", ppi=PIXELS_PER_INCH,
        ignore_system_fonts=True,
    )  # fmt: skip
    return picture
