"""The pages every portal has, as data: address, type and titles in the three languages.

``setup_portal`` makes what is missing and never touches what an editor changed.
"""

from dataclasses import dataclass, field
from typing import Any

from collectivities.enums import CollectivityKind


@dataclass(frozen=True, slots=True)
class StructurePage:
    """A page below the home page. ``model`` is « app.Model », ``titles`` go by language, ``fields`` are set once."""

    slug: str
    model: str
    titles: dict[str, str]
    fields: dict[str, Any] = field(default_factory=dict)


HOME_TITLES = {"fr": "Accueil", "en": "Home", "br": "Degemer"}
HERO_TITLES = {
    "fr": "Ce que les communes inventent avec Internet",
    "en": "What French towns invent with the Internet",
    "br": "Ar pezh a ijin ar c’humunioù gant Internet",
}

STRUCTURE = (
    StructurePage(
        "communes",
        "collectivities.CollectivityIndexPage",
        {"fr": "Communes", "en": "Communes", "br": "Kumunioù"},
        {"kind": CollectivityKind.COMMUNE},
    ),
    StructurePage(
        "intercommunalites",
        "collectivities.CollectivityIndexPage",
        {
            "fr": "Intercommunalités",
            "en": "Groupings of communes",
            "br": "Etrekumuniezhioù",
        },
        {"kind": CollectivityKind.INTERCOMMUNALITY},
    ),
    StructurePage(
        "departements",
        "collectivities.CollectivityIndexPage",
        {"fr": "Départements", "en": "Départements", "br": "Departamantoù"},
        {"kind": CollectivityKind.DEPARTEMENT},
    ),
    StructurePage(
        "regions",
        "collectivities.CollectivityIndexPage",
        {"fr": "Régions", "en": "Regions", "br": "Rannvroioù"},
        {"kind": CollectivityKind.REGION},
    ),
    StructurePage(
        "themes",
        "initiatives.ThemeIndexPage",
        {"fr": "Thèmes", "en": "Themes", "br": "Temoù"},
    ),
    StructurePage(
        "actualites",
        "home.ArticleIndexPage",
        {"fr": "Actualités", "en": "News", "br": "Keleier"},
    ),
    StructurePage(
        "agenda",
        "home.EventIndexPage",
        {"fr": "Agenda", "en": "Events", "br": "Deiziataer"},
    ),
    StructurePage(
        "ressources",
        "home.ResourceIndexPage",
        {"fr": "Ressources", "en": "Resources", "br": "Danvezioù"},
    ),
    StructurePage(
        "programmes",
        "collectivities.ProgrammeIndexPage",
        {"fr": "Programmes régionaux", "en": "Regional programmes", "br": "Programmoù rannvroel"},
    ),
    StructurePage(
        "chiffres-cles",
        "home.KeyFiguresPage",
        {"fr": "Chiffres clés", "en": "Key figures", "br": "Sifroù pennañ"},
    ),
    StructurePage(
        "aide",
        "home.HelpPage",
        {"fr": "Aide", "en": "Help", "br": "Skoazell"},
    ),
    StructurePage(
        "contact",
        "home.ContactPage",
        {"fr": "Nous écrire", "en": "Write to us", "br": "Skrivañ deomp"},
    ),
    StructurePage(
        "mentions-legales",
        "home.FreePage",
        {"fr": "Mentions légales", "en": "Legal notice", "br": "Meneget-lezenn"},
    ),
    StructurePage(
        "confidentialite",
        "home.FreePage",
        {"fr": "Confidentialité", "en": "Privacy", "br": "Prevezded"},
    ),
    StructurePage(
        "accessibilite",
        "home.AccessibilityPage",
        {"fr": "Accessibilité", "en": "Accessibility", "br": "Haezadusted"},
    ),
    StructurePage(
        "plan-du-site",
        "home.SiteMapPage",
        {"fr": "Plan du site", "en": "Site map", "br": "Steuñv al lec’hienn"},
    ),
)


CONTACT_FIELDS = {
    "fr": (("Votre nom", "singleline"), ("Votre adresse électronique", "email"), ("Votre message", "multiline")),
    "en": (("Your name", "singleline"), ("Your e-mail address", "email"), ("Your message", "multiline")),
    "br": (("Hoc’h anv", "singleline"), ("Ho chomlec’h postel", "email"), ("Ho kemennadenn", "multiline")),
}
"""The fields of the contact form of a new portal: label and kind."""
