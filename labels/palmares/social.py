"""The images that a palmarès, a level of it and a label are shared with. What is written on them has no language."""

from dataclasses import dataclass

from labels.models import Award, Campaign
from labels.palmares.scales import LEVEL_NAMES, aloud
from labels.palmares.years import Rung, Year
from portal.social.cards import Card


def _told(total: int) -> str:
    return f"{total} collectivités distinguées" if total > 1 else f"{total} collectivité distinguée"


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
            place=_told(self.total),
        )


def shared_palmares(year: int) -> SharedPalmares | None:
    """For the finder of images: nothing where the palmarès of a year is not public."""
    if not Campaign.objects.published().filter(year=year).exists():
        return None
    return SharedPalmares(year, Award.objects.public().filter(campaign__year=year).count())


@dataclass(frozen=True, slots=True)
class SharedLevel:
    """A level of a palmarès that is public."""

    year: int
    symbols: int
    name: str
    total: int

    @property
    def pk(self) -> int:
        return self.year * 10 + self.symbols

    def social_card(self) -> Card:
        return Card(
            "palmares-niveau",
            self.pk,
            self.name,
            kicker=f"Label Ville Internet {self.year}",
            place=_told(self.total),
        )


def level_of(year: Year, rung: Rung) -> SharedLevel:
    """The one that the rung of a public palmarès is; its usual name is written in French for every reader."""
    usual = rung.name == aloud(rung.symbols)
    return SharedLevel(year.year, rung.symbols, LEVEL_NAMES[rung.symbols] if usual else rung.name, rung.count)


def shared_level(key: int) -> SharedLevel | None:
    """Nothing for a level that nobody has in public."""
    year, symbols = divmod(key, 10)
    awards = Award.objects.public().filter(campaign__year=year, level__symbols=symbols)
    names = list(awards.order_by().values_list("level__name", flat=True))
    return SharedLevel(year, symbols, names[0], len(names)) if names else None


@dataclass(frozen=True, slots=True)
class SharedLabel:
    """The label of a collectivité, that it shows as its own."""

    award: Award

    @property
    def pk(self) -> int:
        return int(self.award.pk)

    def social_card(self) -> Card:
        award, symbols = self.award, self.award.level.symbols
        above = award.collectivity.departement
        plate = f"Ville Internet {award.campaign.year}"
        return Card(
            "label",
            self.pk,
            award.entity_name,
            kicker=above.name if above else "",
            is_place=True,
            plate=plate if symbols else f"{plate} · {award.level.name}",
            arobases=symbols,
        )


def shared_label(key: int) -> SharedLabel | None:
    """Nothing of one that is not public, or that was taken back."""
    award = Award.objects.public().worn().with_proof().filter(pk=key).first()
    return SharedLabel(award) if award else None
