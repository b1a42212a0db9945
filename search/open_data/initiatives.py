"""What is said of an initiative to who takes the data: the columns, and the public sheets they are read from."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import gettext_lazy as _

from initiatives.models import InitiativePage, Theme
from initiatives.search_text import story_texts
from portal.addresses import page_address, whole_address
from search.open_data.columns import (
    ADDRESS,
    BOOLEAN,
    DAY,
    INTEGER,
    MOMENT,
    NUMBER,
    TEXT,
    WORDS,
    Column,
    plain,
)
from search.open_data.territories import DEPARTEMENT, DEPARTEMENT_CODE, INTERCOMMUNALITY_CODE, REGION, REGION_CODE
from search.values import AUDIENCES, STAGES, TYPES

CHUNK = 200
TYPE_NAMES = {model: name for name, model in TYPES.items()}
STAGE_NAMES = {stage.value: name for name, stage in STAGES.items()}
AUDIENCE_NAMES = {code.value: name for name, code in AUDIENCES.items()}
SPECIALISED = ("publicaccesspage", "eadministrationpage", "educationpage")


def public() -> Any:
    """The sheets anyone may read, in any language, with all that the columns read in a constant number of queries."""
    sheets = InitiativePage.objects.live().public().filter(alias_of=None)
    origins = sheets.filter(pk=OuterRef("inspired_by"))
    territories = ("collectivity", "departement", "region", "intercommunality")
    return (
        sheets.annotate(public_origin=Subquery(origins.values("pk")[:1]))
        .select_related(*territories, "locale", *SPECIALISED)
        .prefetch_related(
            Prefetch("themes", queryset=Theme.objects.order_by("order", "name")), "audiences", "keyword_items__tag"
        )
    )


def all_records() -> Iterator[InitiativePage]:
    """The French sheets, in the order they were made."""
    french = public().filter(locale__language_code=settings.LANGUAGE_CODE)
    records: Iterator[InitiativePage] = french.order_by("pk").iterator(chunk_size=CHUNK)
    return records


def story(page: InitiativePage) -> str:
    return " ".join(" ".join(story_texts(page)).split())


def _own(model: str, name: str) -> Any:
    """Reads a field of a specialised type, from a sheet of any type."""
    return lambda page: getattr(getattr(page, model, None), name, None)


COLUMNS = (
    Column("id", INTEGER, _("Numéro de la fiche, le même pour toujours."), lambda p: p.pk, brief=True),
    Column(
        "adresse",
        ADDRESS,
        _("Page de la fiche sur le portail."),
        lambda p: whole_address(page_address(p.url_path, p.locale.language_code)),
        brief=True,
    ),
    Column("langue", TEXT, _("Langue de la fiche : fr, en ou br."), lambda p: p.locale.language_code, brief=True),
    Column("titre", TEXT, _("Titre."), lambda p: p.title, brief=True),
    Column("resume", TEXT, _("Une ou deux phrases : quoi et pour qui."), lambda p: p.summary, brief=True),
    Column(
        "type",
        TEXT,
        _("Type de fiche : initiative, lieu, service-en-ligne ou education."),
        lambda p: TYPE_NAMES[p.specific_class],
        brief=True,
    ),
    Column(
        "etape",
        TEXT,
        _("Étape : projet, experimentation, en-service, generalisee ou arretee."),
        lambda p: STAGE_NAMES[p.stage],
        brief=True,
    ),
    Column(
        "themes",
        WORDS,
        _("Thèmes, le principal d’abord ; ce sont les « slug » du jeu « themes »."),
        lambda p: [theme.slug for theme in p.theme_list],
        brief=True,
    ),
    Column("collectivite", TEXT, _("Nom de la collectivité."), lambda p: p.collectivity.name, brief=True),
    Column(
        "collectivite_genre",
        TEXT,
        _("Genre de la collectivité : commune, intercommunalite, departement ou region."),
        lambda p: p.collectivity.kind,
        brief=True,
    ),
    Column(
        "collectivite_code",
        TEXT,
        _("Code INSEE de la collectivité, ou SIREN d’une intercommunalité."),
        lambda p: p.collectivity.code,
        brief=True,
    ),
    DEPARTEMENT_CODE,
    REGION_CODE,
    Column(
        "publiee_le",
        MOMENT,
        _("Première publication."),
        lambda p: p.first_published_at,
        may_lack=True,
        brief=True,
    ),
    Column(
        "confirmee_le",
        DAY,
        _("Dernier jour où la commune a dit que la fiche est encore vraie."),
        lambda p: p.confirmed_on,
        may_lack=True,
        brief=True,
    ),
    DEPARTEMENT,
    REGION,
    INTERCOMMUNALITY_CODE,
    Column(
        "publics",
        WORDS,
        _("Publics concernés, dans les mots des adresses de la recherche : aines, jeunes…"),
        lambda p: [AUDIENCE_NAMES[audience.code] for audience in p.audiences.all()],
    ),
    Column(
        "mots_cles",
        WORDS,
        _("Mots-clés choisis par la commune."),
        lambda p: sorted(item.tag.name for item in p.keyword_items.all()),
    ),
    Column("en_service_le", DAY, _("Début du service."), lambda p: p.started_on, may_lack=True),
    Column("arretee_le", DAY, _("Fin du service."), lambda p: p.ended_on, may_lack=True),
    Column(
        "cout_premiere_annee",
        INTEGER,
        _("Coût de la première année, en euros."),
        lambda p: p.cost_first_year,
        may_lack=True,
    ),
    Column("cout_annuel", INTEGER, _("Coût par an ensuite, en euros."), lambda p: p.cost_yearly, may_lack=True),
    Column("cout_detail", TEXT, _("Ce que le coût paie, et qui finance."), lambda p: p.cost_detail),
    Column("moyens_humains", TEXT, _("Temps passé par les agents."), lambda p: p.staff_time),
    Column("mois_de_preparation", INTEGER, _("Mois de préparation."), lambda p: p.setup_months, may_lack=True),
    Column("recit", TEXT, _("Le récit, en texte seul."), story),
    Column("resultats", TEXT, _("Ce qui a changé."), lambda p: plain(p.results)),
    Column("difficultes", TEXT, _("Ce qui a été difficile."), lambda p: plain(p.difficulties)),
    Column(
        "conditions_de_reussite",
        TEXT,
        _("Ce qu’il faut réunir avant de commencer."),
        lambda p: plain(p.success_conditions),
    ),
    Column("transposable", TEXT, _("Où cela pourrait marcher aussi."), lambda p: p.transposable),
    Column("contact", TEXT, _("À qui s’adresser : une fonction, jamais un nom."), lambda p: p.contact_role),
    Column("site", TEXT, _("Adresse d’une page pour en savoir plus."), lambda p: p.website),
    Column(
        "inspiree_de",
        INTEGER,
        _("Numéro de la fiche d’une autre commune dont celle-ci s’inspire."),
        lambda p: p.public_origin,
        may_lack=True,
    ),
    Column("lieu_nom", TEXT, _("D’un lieu : son nom."), _own("publicaccesspage", "place_name"), may_lack=True),
    Column(
        "lieu_adresse",
        TEXT,
        _("D’un lieu : numéro et rue."),
        _own("publicaccesspage", "address"),
        may_lack=True,
    ),
    Column(
        "latitude", NUMBER, _("D’un lieu : latitude, en degrés."), _own("publicaccesspage", "latitude"), may_lack=True
    ),
    Column(
        "longitude",
        NUMBER,
        _("D’un lieu : longitude, en degrés."),
        _own("publicaccesspage", "longitude"),
        may_lack=True,
    ),
    Column(
        "postes",
        INTEGER,
        _("D’un lieu : nombre de postes."),
        _own("publicaccesspage", "workstations"),
        may_lack=True,
    ),
    Column(
        "acces_gratuit",
        BOOLEAN,
        _("D’un lieu : si l’accès est gratuit."),
        _own("publicaccesspage", "free_of_charge"),
        may_lack=True,
    ),
    Column(
        "service_adresse",
        TEXT,
        _("D’un service en ligne : là où la démarche commence."),
        _own("eadministrationpage", "service_url"),
        may_lack=True,
    ),
    Column(
        "partenaires",
        TEXT,
        _("D’une initiative d’éducation : ses partenaires."),
        _own("educationpage", "partners"),
        may_lack=True,
    ),
    Column("modifiee_le", MOMENT, _("Dernière publication."), lambda p: p.last_published_at, may_lack=True),
)
