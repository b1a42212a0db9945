"""What a page weighs on the wire, compressed as a server compresses it; kB are 1,000 bytes."""

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.server import Client

LINKED = re.compile(r'<(?:link rel="(?:stylesheet|preload)"|script)[^>]*?(?:href|src)="(?P<url>/[^"]+)"')
SPRITE = re.compile(r'<use href="(?P<url>/[^"#]+)#')
EAGER = re.compile(
    r'<picture><source type="image/avif" srcset="[^"]*?(?P<url>/\S+) 800w[^>]*>(?:(?!</picture>).)*fetchpriority="high"'
)
COMPRESSED = (".css", ".js", ".svg")


@dataclass(frozen=True, slots=True)
class Weight:
    """``first_view``: the page, its styles, scripts, font, icons and the images it does not put off."""

    html: float
    css: float
    js: float
    first_view: float


def of(client: "Client", path: str) -> Weight:
    body = client.get(path).body
    text = body.decode()
    urls = {match["url"] for pattern in (LINKED, SPRITE, EAGER) for match in pattern.finditer(text)}
    sizes = {url: _size(client, url) for url in urls}
    html = _compressed(body)
    css, js = (sum(size for url, size in sizes.items() if url.endswith(end)) for end in (".css", ".js"))
    return Weight(html, css, js, html + sum(sizes.values()))


def _size(client: "Client", url: str) -> float:
    body = client.get(url).body
    return _compressed(body) if url.endswith(COMPRESSED) else len(body) / 1_000


def _compressed(body: bytes) -> float:
    return len(gzip.compress(body, 6)) / 1_000
