"""Reading the pages of the portal as a search engine does."""

import json
import re
from typing import Any

JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
META = re.compile(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">')


def structured_data(response: Any) -> dict[str, dict[str, Any]]:
    """The structured data of a page, by its type; a graph counts as « @graph »."""
    found = [json.loads(text) for text in JSON_LD.findall(response.text)]
    return {data.get("@type", "@graph"): data for data in found}


def canonical(response: Any) -> str:
    (address,) = re.findall(r'<link rel="canonical" href="([^"]+)">', response.text)
    return str(address)


def alternates(response: Any) -> dict[str, str]:
    return dict(ALTERNATE.findall(response.text))


def metas(response: Any) -> dict[str, str]:
    return dict(META.findall(response.text))


def text_of(response: Any) -> str:
    """The page with plain spaces, for texts that carry no-break ones."""
    return str(response.text).replace("\u00a0", " ")
