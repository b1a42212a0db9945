"""axe, with no rule switched off, on every public page type: three languages, light and dark, phone and desktop."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from home.setup import set_up_portal
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    EAdministrationPageFactory,
    EducationPageFactory,
    EventPageFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    ResourcePageFactory,
    theme,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

FRENCH = (
    "/", "/recherche/", "/recherche/?q=bus&theme=acces-public", "/recherche/?q=xylophone", "/themes/",
    "/themes/acces-public/",
    "/communes/", "/communes/22046-le-mene/", "/communes/22214-plouezec/", "/communes/22046-le-mene/generique/",
    "/communes/22046-le-mene/lieu/", "/communes/22046-le-mene/service/", "/communes/22046-le-mene/ecole/",
    "/regions/53-bretagne/", "/actualites/", "/actualites/nouvelle/", "/agenda/", "/agenda/rencontre/", "/ressources/",
    "/ressources/guide/", "/chiffres-cles/", "/contact/", "/plan-du-site/", "/accessibilite/", "/mentions-legales/",
    "/confidentialite/", "/connexion/", "/mot-de-passe/oublie/", "/cette-rue-n-existe-pas/",
)  # fmt: skip
TRANSLATED = (
    "/",
    "/recherche/",
    "/themes/",
    "/themes/acces-public/",
    "/communes/22046-le-mene/",
    "/contact/",
    "/chiffres-cles/",
)
LOOKS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture
def content(db: None) -> None:
    """One of each page type."""
    set_up_portal()
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    CollectivityFactory(code="22214", name="Plouézec")
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
    origin = InitiativePageFactory(slug="generique", **rich)
    place = PublicAccessPageFactory(slug="lieu", inspired_by=origin, workstations=4, **rich)
    place.opening_periods.create(weekday=1, opens="09:00", closes="12:00")
    service = EAdministrationPageFactory(slug="service", **rich)
    service.procedures.create(name="Acte de naissance", share_online=46, yearly_volume=300)
    school = EducationPageFactory(slug="ecole", **rich)
    school.establishments.create(name="École", level="elementary")
    ArticlePageFactory(slug="nouvelle")
    EventPageFactory(slug="rencontre")
    ResourcePageFactory(slug="guide")


def test_no_violation(content: None, open_page: Any, browser: Any) -> None:
    """All in one test: the content is made once."""
    assert [problem for look in LOOKS for problem in violations(open_page, browser, *look)] == []


def violations(open_page: Any, browser: Any, width: int, scheme: str) -> list[str]:
    addresses = [*FRENCH, *(f"/{language}{path}" for language in ("en", "br") for path in TRANSLATED)]
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = []
    for address in addresses:
        page = open_page(address, context=context)
        results = Axe().run(page)
        found += [
            f"{address}: {v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in results.response["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address}: scrolls sideways at {width} px")
        page.close()
    return [f"{width} px, {scheme}: {problem}" for problem in found]
