"""The image that a palmarès is shared with."""

from dataclasses import dataclass

from labels.models import Award, Campaign
from portal.social.cards import Card


@dataclass(frozen=True, slots=True)
class SharedPalmares:
    """A palmarès that is public; its year is the key of its image."""

    pk: int
    total: int

    def social_card(self) -> Card:
        return Card(
            "palmares",
            self.pk,
            f"Le palmarès {self.pk}",
            kicker="Label Ville Internet",
            place=f"{self.total} collectivités labellisées",
        )


def shared_palmares(year: int) -> SharedPalmares | None:
    """For the finder of images: nothing where the palmarès of a year is not public."""
    if not Campaign.objects.published().filter(year=year).exists():
        return None
    return SharedPalmares(year, Award.objects.public().filter(campaign__year=year).count())
