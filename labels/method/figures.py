"""How the jury of a year worked, in figures that name no collectivité. Told with the palmarès, and not before."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from collectivities.names import sort_key
from labels.jury.enums import JurorState
from labels.models import Assignment, Campaign, Decision, Juror, Minutes, Presence, Review


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the jury who agreed to be named."""

    name: str
    function: str
    quality: str
    presides: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """Krippendorff's alpha of the marks, and of the notes of each criterion by its name; ``dossiers`` were compared."""

    dossiers: int
    marks: Decimal
    criteria: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """``unnamed`` is how many of the jury did not agree to be named; ``recusals`` how many times a dossier was kept
    from somebody before it was read; ``stepped_out`` how many times somebody left the room for a decision;
    ``agreement`` is what the minutes of the palmarès say of it.
    """

    jury: tuple[Named, ...]
    unnamed: int
    dossiers: int
    readings: int
    decisions: int
    recusals: int
    stepped_out: int
    agreement: Agreed | None


def figures_of(campaign: Campaign) -> Figures:
    """Six queries."""
    sat = list(Juror.objects.filter(campaign=campaign, state=JurorState.ACCEPTED).order_by("pk"))
    named = (one for one in sat if one.named_publicly_at)
    jury = tuple(
        Named(one.public_name, one.public_function, one.get_quality_display(), one.is_president)
        # In Python: not every database sorts É with E.
        for one in sorted(named, key=lambda one: (not one.is_president, sort_key(one.public_name)))
    )
    readings = Review.objects.deposited().filter(assignment__dossier__campaign=campaign)
    return Figures(
        jury=jury,
        unnamed=len(sat) - len(jury),
        **readings.aggregate(readings=Count("pk"), dossiers=Count("assignment__dossier", distinct=True)),
        decisions=Decision.objects.public().filter(dossier__campaign=campaign).count(),
        recusals=Assignment.objects.in_campaign(campaign).recused().count(),
        stepped_out=Presence.objects.filter(decision__dossier__campaign=campaign, stepped_out=True).count(),
        agreement=_agreement(campaign),
    )


def _agreement(campaign: Campaign) -> Agreed | None:
    """As it was when the palmarès was settled; nothing where that was done elsewhere, or nothing could be compared."""
    last: Minutes | None = campaign.minutes.filter(sitting=None).order_by("-number").first()
    found = last.content.get("agreement") if last else None
    if not found or not found["marks"]:
        return None
    criteria = tuple((one["name"], _alpha(one["alpha"])) for one in found["criteria"])
    return Agreed(found["dossiers"], Decimal(found["marks"]), criteria)


def _alpha(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
