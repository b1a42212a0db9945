"""What the label brings to the page of a collectivité: the plate below its name, its arobases over the years."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from collectivities.models import Collectivity
from collectivities.parts import Part, Plate
from labels.collectivity.chart import chart
from labels.collectivity.history import History, Year, history_of
from labels.current import current_labels
from labels.published import turn
from portal.structured_data import ASSOCIATION


def label_part(request: HttpRequest, collectivity: Collectivity) -> Part | None:
    """Nothing of who was never labelled; what another palmarès changes is shown from its second on."""
    turn(request)
    history = history_of(collectivity)
    if not history:
        return None
    return Part(
        order=20,
        sign=Sign(history) if history.labelled else None,
        section=Arobases(history),
        data={"hasCertification": certification(history.last)} if history.last.is_worn else {},
    )


def label_plate(collectivity: Collectivity) -> Plate | None:
    """What is written comes from the data: a card has no language."""
    label = current_labels().get(collectivity.pk)
    if not label:
        return None
    words = f"Ville Internet {label.year}"
    return Plate(words, label.symbols) if label.symbols else Plate(f"{words} · {label.name}")


def certification(year: Year) -> dict[str, Any]:
    """The label of a year as a ``Certification``: the scale of that year says how high it is."""
    rating = {"@type": "Rating", "ratingValue": year.symbols, "worstRating": 0, "bestRating": year.highest}
    award = year.award
    return {
        "@type": "Certification",
        "name": f"Ville Internet {year.year}",
        "description": award.level.name if award else "",
        "issuedBy": ASSOCIATION,
        "certificationRating": rating,
        "datePublished": timezone.localdate(award.campaign.embargo_until).isoformat() if award else "",
    }


class Sign(Component):
    """The label it has now; of who had one before, that there is none this year."""

    template_name = "labels/collectivity/sign.html"

    def __init__(self, history: History) -> None:
        self.history = history

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"last": self.history.last}


class Arobases(Component):
    """Its arobases as a drawing with its table, and the labels of those who are part of it since."""

    template_name = "labels/collectivity/arobases.html"

    def __init__(self, history: History) -> None:
        self.history = history

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        history = self.history
        return {
            "history": history,
            "chart": chart(history.years) if history.labelled else None,
            "table": list(reversed(history.years)),
            "collectivity": parent_context["collectivity"] if parent_context else None,
            "LANGUAGE_CODE": parent_context["LANGUAGE_CODE"] if parent_context else "",
        }
