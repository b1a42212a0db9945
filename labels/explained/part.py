"""« Trois arobases, parce que… » on the page of a collectivité, by the hook ``register_collectivity_parts``."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from collectivities.models import Collectivity
from collectivities.parts import Part
from labels.explained.reading import Explained, explained
from labels.palmares.scales import in_words
from labels.proof.addresses import proof_address
from labels.published import turn


def explained_part(request: HttpRequest, collectivity: Collectivity) -> Part | None:
    """Above its arobases over the years; another palmarès says something else from its second on."""
    turn(request)
    found = explained(collectivity)
    return Part(order=15, section=Why(found)) if found else None


class Why(Component):
    template_name = "labels/explained/why.html"

    def __init__(self, found: Explained) -> None:
        self.found = found

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        award, rectification = self.found.award, self.found.rectification
        before = rectification.before if rectification else None
        return {
            "explained": self.found,
            "award": award,
            "level": in_words(award.level.name, award.level.symbols),
            "mentions": self.found.mentions,
            "rectification": rectification,
            "before": in_words(before.name, before.symbols) if before else "",
            "proof_url": proof_address(award),
            "LANGUAGE_CODE": parent_context["LANGUAGE_CODE"] if parent_context else "",
        }
