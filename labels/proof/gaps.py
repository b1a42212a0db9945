"""What is filled in, in the texts of the kit: « {commune} », « {niveau} »…"""

import re
from collections.abc import Mapping

GAPS = ("commune", "niveau", "millesime", "mentions", "page", "verification", "code")
"""Their names, in French: the association writes them."""
GAP = re.compile(r"\{([^{}\s]*)\}")


def unknown_gaps(text: str) -> list[str]:
    return sorted({name for name in GAP.findall(text) if name not in GAPS})


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its gaps filled; one that nothing fills stays as it is written."""
    return GAP.sub(lambda found: values.get(found[1], found[0]), text)
