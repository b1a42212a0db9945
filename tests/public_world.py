"""One public page of every type, for the suites that look at all of them: valid HTML, accessibility."""

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import PageViewRestriction

from collectivities.enums import RegistrationState
from collectivities.models import Collectivity
from home.contact import receipt
from home.models import FreePage, HomePage, SectionPage
from home.setup import set_up_portal
from initiatives.models import FreshnessRequest, InitiativePage
from labels.campaigns.starting import start
from labels.models import Campaign, Question, Withdrawal
from labels.proof import codes
from portal.blocks.video import Film
from portal.models import PortalSettings
from search import documents
from search.alerts.enums import AlertState
from search.alerts.models import SearchAlert
from search.open_data.datasets import BY_NAME
from search.open_data.producing import produce
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    CustomDocumentFactory,
    CustomImageFactory,
    EAdministrationPageFactory,
    EducationPageFactory,
    EventPageFactory,
    HourFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    RegionalProgrammePageFactory,
    RegistrationFactory,
    ResourcePageFactory,
    SeatFactory,
    theme,
)
from tests.labels.factories import AwardFactory, CampaignFactory, ErratumFactory, MentionFactory
from tests.search.indexing import index

FILM = Film("https://vimeo.com/76979871", "La remise des labels")

ALERT, ALERT_TO_CONFIRM = "alerte-suivie", "alerte-a-confirmer"
"""The tokens of two alerts of one address."""

REGISTRATIONS = {state: f"demande-{state}" for state in RegistrationState}
"""The tokens of requests for registration, one in each state."""

ASKED = "question-de-l-annee"
"""The token of what is asked of a commune once a year."""

LABELS = ("7k4xh-w2j8f", "22222-22222", "33333-33333")
"""The codes of three labels: worn, of the past, withdrawn."""

FRENCH = (
    "/verifier/", "/verifier/inconnu/", *(f"/verifier/{code}/" for code in LABELS),
    f"/toujours-en-service/{ASKED}/", "/toujours-en-service/inconnu/", "/une-heure-avec/",
    "/label/2027/questionnaire/", "/label/2027/questionnaire/?parcours=short",
    "/label/2027/methode/",
    "/inscription/", "/inscription/?q=22470", "/inscription/?q=xylophone", "/inscription/communes/22214/",
    "/inscription/communes/22046/", "/inscription/merci/", "/inscription/demande/inconnue/",
    *(f"/inscription/demande/{token}/" for token in REGISTRATIONS.values()),
    f"/recherche/alerte/{ALERT}/", f"/recherche/alerte/{ALERT}/?confirmee=1", f"/recherche/alerte/{ALERT}/arreter/",
    f"/recherche/alerte/{ALERT_TO_CONFIRM}/confirmer/", "/recherche/alerte/", "/recherche/alerte/?q=bus&region=53",
    "/recherche/alerte/demandee/", "/recherche/alerte/arretee/", "/recherche/alerte/inconnue/",
    "/", "/recherche/", "/recherche/?q=bus&theme=acces-public", "/recherche/?q=xylophone",
    "/recherche/?nature=collectivites", "/recherche/?nature=collectivites&label=trois", "/recherche/?nature=actualites",
    "/recherche/?nature=agenda",
    "/recherche/?nature=ressources", "/recherche/?vue=carte", "/recherche/?pres=22046&rayon=10",
    "/recherche/?vue=carte&departement=22", "/recherche/?vue=carte&region=53&nature=collectivites", "/themes/",
    "/themes/acces-public/", "/themes/acces-public/monter-un-projet/",
    "/themes/education-et-formation/monter-un-projet/", "/communes/",
    "/communes/?q=xylophone", "/communes/22046-le-mene/", "/communes/22214-plouezec/",
    "/communes/22046-le-mene/generique/", "/communes/22046-le-mene/lieu/",
    "/communes/22046-le-mene/service/", "/communes/22046-le-mene/ecole/", "/regions/53-bretagne/", "/departements/",
    "/communes/22046-le-mene/nue/", "/communes/51513-saint-remy-en-bouzemont-saint-genest-et-isson/",
    "/communes/56083-hennebont/", "/themes/education-et-formation/", "/communes/?region=53",
    "/intercommunalites/200067981-communaute-de-communes-du-kreiz/", "/departements/22-cotes-d-armor/",
    "/palmares/", "/palmares/2007/", "/palmares/2007/?niveau=5&departement=22", "/palmares/2007/?parcours=entre",
    "/palmares/1950/",
    "/actualites/", "/actualites/nouvelle/", "/actualites/annee/2007/", "/agenda/", "/agenda/rencontre/",
    "/agenda/semaine/", "/ressources/", "/ressources/?genre=video", "/ressources/guide/", "/ressources/charte/",
    "/programmes/", "/programmes/megalis-bretagne/",
    "/chiffres-cles/", "/donnees/", "/api/v1/", "/contact/", "/aide/", "/plan-du-site/", "/accessibilite/",
    "/mentions-legales/", "/confidentialite/", "/tous-les-blocs/", "/le-label/", "/privee/", "/connexion/",
    "/mot-de-passe/oublie/", "/mot-de-passe/envoye/", "/connexion/inscription-fermee/", "/cette-rue-n-existe-pas/",
)  # fmt: skip
TRANSLATED = (
    "/palmares/", "/palmares/2007/",
    "/verifier/", f"/verifier/{LABELS[0]}/",
    "/une-heure-avec/", "/inscription/", "/inscription/communes/22214/",
    f"/inscription/demande/{REGISTRATIONS[RegistrationState.ASKED]}/",
    f"/recherche/alerte/{ALERT}/", f"/recherche/alerte/{ALERT_TO_CONFIRM}/confirmer/", "/recherche/alerte/?q=bus",
    "/recherche/alerte/demandee/",
    "/", "/recherche/", "/recherche/?q=xylophone", "/recherche/?nature=collectivites",
    "/recherche/?vue=carte&departement=22", "/themes/", "/themes/acces-public/",
    "/themes/acces-public/monter-un-projet/", "/communes/", "/communes/22046-le-mene/", "/regions/53-bretagne/",
    "/actualites/", "/agenda/", "/ressources/", "/chiffres-cles/",
    "/donnees/", "/api/v1/", "/contact/", "/aide/", "/plan-du-site/", "/accessibilite/", "/mentions-legales/",
    "/programmes/",
    "/confidentialite/", "/connexion/", "/mot-de-passe/oublie/", "/cette-rue-n-existe-pas/",
)  # fmt: skip


def addresses(language: str) -> list[str]:
    """Every address to look at in a language, a film of another site left out: see ``FILM``."""
    return (
        [*FRENCH, f"/contact/?envoye={receipt()}"]
        if language == "fr"
        else [f"/{language}{path}" for path in TRANSLATED]
    )


def every_block() -> list[tuple[str, Any]]:
    """A text that holds each block of the association's pages once."""
    page = ArticlePageFactory(slug="choisie", title="Une page choisie")
    image = {
        "image": CustomImageFactory(),
        "decorative": False,
        "alt_text": "Un bus",
        "caption": "Le bus",
        "credit": "A.",
    }
    table = {"data": [["Année", "Dossiers"], ["2007", "236"]], "first_row_is_table_header": True}
    territory = {"theme": None, "territory_code": "53", "territory_kind": "region"}
    return [
        ("heading", {"text": "Un intertitre", "level": "2"}),
        (
            "paragraph",
            "<p>Un <b>texte</b>, une <a href='https://www.example.org/'>adresse</a>.</p><ul><li>Un</li></ul>",
        ),
        ("heading", {"text": "Un sous-intertitre", "level": "3"}),
        ("image", image),
        ("quote", {"text": "Le troisième jour, il fallait ajouter des chaises.", "attribution": "L'animatrice"}),
        ("figure", {"value": "62 %", "label": "des démarches"}),
        ("video", {"url": FILM.url, "title": FILM.title, "transcript": "<p>Bonjour.</p>"}),
        ("table", {"caption": "Dossiers", "table": {**table, "first_col_is_header": True}}),
        ("accordion", {"title": "Questions", "items": [{"question": "Combien ?", "answer": "<p>Rien.</p>"}]}),
        ("callout", {"level": "warn", "text": "<p>À savoir.</p>"}),
        ("call_to_action", {"title": "Venez", "text": "Dix minutes.", "button": "S'inscrire", "page": page, "url": ""}),
        ("cards", {"title": "À lire", "pages": [page]}),
        ("files", {"title": "À télécharger", "files": [CustomDocumentFactory()]}),
        ("initiatives", {"title": "Ailleurs", "count": 3, **territory}),
    ]


def make_public_world() -> None:
    home = set_up_portal()
    PortalSettings.objects.update(banner_fr="Le serveur déménage samedi.", banner_level="warn")
    _initiatives()
    _editorial(home)
    _labels()
    for model in documents.searched_models():
        index(*model.objects.all())
    documents.write_collectivities()
    # The others are still to be produced: the page shows both.
    produce(BY_NAME["themes"])
    _alerts()
    _registrations()
    town = Collectivity.objects.get(code="22046")
    _hours(town)
    _palmares(town)
    _campaign()
    _proofs(town)
    FreshnessRequest.objects.create(
        collectivity=town, token=ASKED, asked_at=timezone.now(), last_sent_at=timezone.now()
    )


def _labels() -> None:
    """A commune labelled on both scales, one long ago, one that is made of a labelled one and has a mention."""
    names = {code: Collectivity.objects.get(code=code) for code in ("22046", "22214", "56083")}
    first = CampaignFactory(is_past=True, year=1999)
    first.levels.filter(symbols__in=(0, 5)).delete()
    CampaignFactory(is_past=True, year=2006)
    last = CampaignFactory(is_past=True, year=2007)
    AwardFactory(collectivity=names["22214"], campaign=first, symbols=2)
    AwardFactory(collectivity=names["22046"], campaign=first, symbols=4, entity_name="Collinée")
    AwardFactory(collectivity=names["22046"], campaign=last, mentions=[MentionFactory(campaign=last)], is_honorary=True)
    AwardFactory(collectivity=names["22046"], campaign=first, symbols=1, entity_code="22102", entity_name="Langourla")
    AwardFactory(collectivity=names["56083"], campaign=last, symbols=0)


def _proofs(town: Collectivity) -> None:
    """Of the last edition, of one before, and one that was taken back."""
    ceremony = timezone.now() - datetime.timedelta(days=30)
    last = CampaignFactory(is_past=True, year=2026, embargo_until=ceremony, settled_at=ceremony)
    worn, past, withdrawn = (codes.read(code) for code in LABELS)
    label = AwardFactory(collectivity=town, campaign=last, code=worn, symbols=4, is_honorary=True)
    label.mentions.add(MentionFactory(campaign=last))
    AwardFactory(collectivity=town, campaign__year=2007, code=past, entity_code="22099", entity_name="Langourla")
    taken_back = AwardFactory(collectivity=town, campaign__year=2008, code=withdrawn, symbols=0)
    Withdrawal.objects.create(award=taken_back, reason="Le dossier était celui d’une autre commune.")


def _hours(town: Collectivity) -> None:
    """One with a place that is free and a sheet, one that is full."""
    HourFactory(collectivity=town, sheet=InitiativePage.objects.get(slug="generique"), places=2)
    SeatFactory(hour__collectivity=town, asking=Collectivity.objects.get(code="56083"))


def _palmares(town: Collectivity) -> None:
    """Two years: one that enters, one that progresses, a mention, a distinction."""
    progressing = Collectivity.objects.get(code="56083")
    AwardFactory(campaign__year=2005, campaign__is_past=True, collectivity=progressing, symbols=2)
    award = AwardFactory(campaign__year=2006, campaign__is_past=True, collectivity=progressing, symbols=5)
    award.mentions.add(MentionFactory(campaign=award.campaign, name="Logiciel libre"))
    AwardFactory(campaign=award.campaign, collectivity=town)
    unregistered = Collectivity.objects.get(code="22214")
    AwardFactory(campaign=award.campaign, collectivity=unregistered, symbols=0, is_honorary=True)


def _campaign() -> None:
    """The one that a portal starts with, whose call was made; two errata."""
    campaign = start(2027)
    Campaign.objects.filter(pk=campaign.pk).update(opened_at=campaign.opens_at)
    ErratumFactory(campaign=campaign)
    ErratumFactory(campaign=campaign, question=Question.objects.filter(code="lieux").first())


def _registrations() -> None:
    commune = Collectivity.objects.get(code="22214")
    for state, token in REGISTRATIONS.items():
        RegistrationFactory(
            collectivity=commune, state=state, token=token, question="Qui est votre maire ?", reason="Ce n’est pas lui."
        )


def _alerts() -> None:
    now = timezone.now()
    asked = {"email": "anne@mairie.example", "language": "fr", "requested_at": now, "consent": "Je demande."}
    confirmed = {**asked, "state": AlertState.ACTIVE, "consented_at": now}
    SearchAlert.objects.create(query="q=bus&region=53", token=ALERT, **confirmed)
    SearchAlert.objects.create(query="", **confirmed)
    SearchAlert.objects.create(query="q=lanterne", token=ALERT_TO_CONFIRM, **asked)


def _initiatives() -> None:
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    kreiz = CollectivityFactory(intercommunal=True)
    CollectivityFactory(code="22214", name="Plouézec", intercommunality=kreiz)
    CollectivityFactory(code="51513", name="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson")
    CollectivityPageFactory(collectivity__code="56083", collectivity__name="Hennebont", summary="")
    rich = {
        "parent": commune,
        "themes": [theme()],
        "keywords": ["wifi"],
        "cost_first_year": 12_000,
        "cost_yearly": 800,
        "staff_time": "2 h par mois",
        "results": "<ul><li>Mesuré</li></ul>",
        "difficulties": "<ul><li>Long</li></ul>",
        "success_conditions": "<ul><li>Tenir</li></ul>",
        "transposable": "Oui",
        "contact_role": "La secrétaire",
        "body": [
            ("heading", {"text": "Le bus", "level": "2"}),
            ("paragraph", "<p>Il roule.</p>"),
            ("quote", {"text": "Oui", "attribution": "Elle"}),
            ("figure", {"value": "3", "label": "bus"}),
        ],
    }
    origin = InitiativePageFactory(slug="generique", image=CustomImageFactory(), image_alt="Un bus", **rich)
    origin.documents.create(document=CustomDocumentFactory(file_size=6))
    InitiativePageFactory(parent=commune, slug="nue", summary="", confirmed_on=None)
    place = PublicAccessPageFactory(slug="lieu", inspired_by=origin, workstations=4, **rich)
    place.opening_periods.create(weekday=1, opens="09:00", closes="12:00")
    service = EAdministrationPageFactory(slug="service", **rich)
    service.procedures.create(name="Acte de naissance", share_online=46, yearly_volume=300)
    school = EducationPageFactory(slug="ecole", **rich)
    school.establishments.create(name="École", level="elementary")


def _editorial(home: HomePage) -> None:
    add = home.add_child
    section = add(
        instance=SectionPage(title="Le label", slug="le-label", summary="Une à cinq arobases.", locale=home.locale)
    )
    section.add_child(instance=FreePage(title="Histoire", slug="histoire", locale=home.locale))
    private = add(instance=FreePage(title="Privée", slug="privee", locale=home.locale))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.PASSWORD, password="arobase")
    ArticlePageFactory(slug="nouvelle", themes=[theme()], image=CustomImageFactory(credit="A."), image_alt="Un bus")
    for number in range(10):
        ArticlePageFactory(slug=f"nouvelle-{number}", date=datetime.date(2006, 1, 1 + number))
    EventPageFactory(slug="rencontre", address="3, place des Halles", registration_url="https://www.example.org/")
    two_days = datetime.datetime(2020, 3, 20, 9, tzinfo=datetime.UTC)
    EventPageFactory(slug="semaine", starts_at=two_days, ends_at=two_days + datetime.timedelta(days=2), online=True)
    ResourcePageFactory(slug="guide", author="Un groupe", themes=[theme()])
    ResourcePageFactory(slug="charte", document=CustomDocumentFactory(), link="")
    reached = {"website": "https://www.example.org/", "telephone": "02 61 91 04 54"}
    RegionalProgrammePageFactory(slug="megalis-bretagne", image=CustomImageFactory(), **reached)
    add(instance=FreePage(title="Tous les blocs", slug="tous-les-blocs", body=every_block(), locale=home.locale))
