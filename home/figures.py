"""The portal's figures, each computed from the data."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext

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
    """Counted now; ``home.views.cached_figures`` keeps them."""
    registered = Collectivity.objects.registered()
    breton = Q(pk__in=Collectivity.objects.in_region(BRITTANY).order_by().values("pk"))
    presented = registered.aggregate(all=Count("pk"), breton=Count("pk", filter=breton))
    # A sheet and its translations share a key: it is counted once.
    counts = (
        InitiativePage.objects.live()
        .public()
        .aggregate(
            initiatives=Count("translation_key", distinct=True), communes=Count("collectivity_id", distinct=True)
        )
    )
    return KeyFigures(
        registered=presented["all"],
        registered_in_brittany=presented["breton"],
        inhabitants=registered.inhabitants_covered(),
        initiatives=counts["initiatives"],
        communes_with_initiatives=counts["communes"],
    )


@dataclass(frozen=True, slots=True)
class ExplainedFigure:
    """A figure, what it counts and how."""

    label: str
    value: int
    method: str


def explained(figures: KeyFigures) -> list[ExplainedFigure]:
    """Each figure with its method, in the reader's language."""
    return [
        ExplainedFigure(
            gettext("collectivités inscrites"),
            figures.registered,
            gettext(
                "Les communes, intercommunalités, départements et régions qui ont une page publiée ici. Chacune compte "
                "pour une, quelle que soit sa taille."
            ),
        ),
        ExplainedFigure(
            gettext("dont bretonnes"),
            figures.registered_in_brittany,
            gettext(
                "Parmi elles, celles que le code officiel géographique place dans la région Bretagne, la région "
                "elle-même mise à part."
            ),
        ),
        ExplainedFigure(
            gettext("habitants couverts"),
            figures.inhabitants,
            gettext(
                "La population des communes inscrites et des communes qui font partie d’un territoire inscrit. Une "
                "commune inscrite avec son intercommunalité n’est comptée qu’une fois."
            ),
        ),
        ExplainedFigure(
            gettext("initiatives publiées"),
            figures.initiatives,
            gettext("Les fiches que tout le monde peut lire aujourd’hui. Une fiche traduite compte pour une."),
        ),
        ExplainedFigure(
            gettext("collectivités qui en présentent"),
            figures.communes_with_initiatives,
            gettext("Celles qui ont au moins une fiche publiée."),
        ),
    ]
