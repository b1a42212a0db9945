"""The portal's figures, each computed from the data."""

from dataclasses import dataclass

from django.db.models import Count

from collectivities.models import Collectivity
from initiatives.models import InitiativePage

BRITTANY = "53"


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """What the home page and « Chiffres clés » show."""

    registered: int
    registered_in_brittany: int
    inhabitants: int
    initiatives: int
    communes_with_initiatives: int


def key_figures() -> KeyFigures:
    registered = Collectivity.objects.registered()
    counts = InitiativePage.objects.live_public("fr").aggregate(
        initiatives=Count("pk"), communes=Count("collectivity_id", distinct=True)
    )
    return KeyFigures(
        registered=registered.count(),
        registered_in_brittany=registered.in_region(BRITTANY).count(),
        inhabitants=registered.inhabitants_covered(),
        initiatives=counts["initiatives"],
        communes_with_initiatives=counts["communes"],
    )
