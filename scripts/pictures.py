"""``make pictures``: the pictures of the documentation, of the real screens on the demonstration.

The demonstration is made under ``.cache/bench``, as the benchmarks have it, and served for the time of the pictures.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.run import prepared
from benchmarks.server import serving
from benchmarks.worlds import DEMONSTRATION, ROOT

IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
PHONE, DESK = (360, 900), (1_000, 800)
COLORS = 128
"""Enough for a screen of this portal; a third of the weight."""


@dataclass(frozen=True, slots=True)
class Picture:
    """``path`` may begin with « {space} », the address of the space of a member of the demonstration."""

    name: str
    path: str
    size: tuple[int, int] = PHONE
    fill: tuple[tuple[str, str], ...] = ()
    """What is written before the picture is taken: the name of a field, and the text."""


PICTURES = (
    Picture("communes-inscription", "/inscription/?q=saint-martin"),
    Picture("communes-demande", "/inscription/communes/22214/"),
    Picture("communes-espace", "{space}", DESK),
    Picture(
        "communes-cinq-questions",
        "{space}initiatives/nouvelle/",
        fill=(
            ("title", "La vitrine de la boulangerie"),
            ("summary", "Un écran dans la vitrine affiche les arrêtés quand la mairie est fermée."),
        ),
    ),
    Picture("communes-projet", "/themes/acces-public/monter-un-projet/", DESK),
    Picture("communes-heures", "/une-heure-avec/"),
    Picture("communes-aide", "{space}aide/", DESK),
    Picture("communes-equipe", "{space}equipe/", DESK),
    Picture("communes-compte", "/mon-compte/"),
)


def main() -> None:
    world = prepared(DEMONSTRATION)
    described = world.read()
    with serving(world) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        home = f"http://localhost:{server.port}"
        name, _, value = described["cookie"].partition("=")
        context = chromium.new_context(locale="fr-FR", reduced_motion="reduce", color_scheme="light")
        context.add_cookies([{"name": name, "value": value, "url": home}])
        page = context.new_page()
        for picture in PICTURES:
            take(page, picture, home, described)
        chromium.close()


def take(page: Page, picture: Picture, home: str, described: dict[str, Any]) -> None:
    page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
    page.goto(home + picture.path.format(space=described["space"]))
    for field, text in picture.fill:
        page.locator(f"[name={field}]").fill(text)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLORS)
    file = IMAGES / f"{picture.name}.png"
    image.save(file, optimize=True)
    print(f"{file.relative_to(ROOT)} ({file.stat().st_size // 1_000} kB)")


if __name__ == "__main__":
    main()
