"""axe, with no rule switched off, on the pages of the admin that are ours: light and dark, phone and desktop.

The whole page is judged, Wagtail's shell included: what it lacks is mended in ``templates/wagtailadmin``,
``templates/wagtailsnippets``, ``portal/css/admin.css`` and ``portal/js/draftail-names.js``.
"""

from typing import Any
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from wagtail.models import Page

from home.setup import set_up_portal
from initiatives.models import OpeningPeriod
from tests.admin import submit
from tests.browser.axe import show_in, violated
from tests.browser.sessions import session_of
from tests.browser.test_axe import SCHEMES, WIDTHS
from tests.factories import (
    ArticlePageFactory,
    CollectivityPageFactory,
    CustomImageFactory,
    InitiativePageFactory,
    MembershipFactory,
    PublicAccessPageFactory,
    UserFactory,
    theme,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


class World:
    """An association with everything to do, and a member with a sheet in every state."""

    def __init__(self) -> None:
        set_up_portal()
        self.association = UserFactory(association=True)
        commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
        self.membership = MembershipFactory(collectivity=commune.collectivity)
        member = self.membership.user
        self.new = submit(InitiativePageFactory(parent=commune, live=False, image=CustomImageFactory()), member)
        self.changed = submit(self._edited(commune), member)
        refused = submit(InitiativePageFactory(parent=commune, live=False), member)
        state = refused.current_workflow_task_state
        state.task.specific.on_action(state, self.association, "reject", comment="Comptez les fontaines.")
        InitiativePageFactory(parent=commune, confirmed_on=None, image=CustomImageFactory())
        InitiativePageFactory(parent=commune, live=False)
        ArticlePageFactory()

    @staticmethod
    def _edited(commune: Page) -> Page:
        page = PublicAccessPageFactory(parent=commune, themes=[theme()], cost_yearly=2_600, staff_time="Deux heures")
        page.body = [("paragraph", "<p>Il roule.</p>"), ("quote", {"text": "Oui", "attribution": "Elle"})]
        page.save_revision().publish()
        page.title, page.cost_yearly, page.stage = "Le bus roule encore", 4_200, "general"
        page.body = [("paragraph", "<p>Il roule vite.</p>"), ("figure", {"value": "3", "label": "bus"})]
        page.opening_periods = [OpeningPeriod(sort_order=0, weekday=1, opens="09:00", closes="12:00")]
        return page

    def addresses(self) -> list[str]:
        first_theme = theme().pk
        return [
            reverse("wagtailadmin_home"),
            reverse("moderation:index"),
            reverse("moderation:review", args=[self.new.pk]),
            reverse("moderation:review", args=[self.changed.pk]),
            reverse("to_confirm:index"),
            reverse("images_without_text:index"),
            reverse("untranslated:index"),
            reverse("members:index"),
            reverse("members:add"),
            reverse("members:edit", args=[self.membership.pk]),
            reverse("members:send", args=[self.membership.pk]),
            reverse("members:delete", args=[self.membership.pk]),
            reverse("wagtailsnippets_initiatives_theme:list"),
            reverse("wagtailsnippets_initiatives_theme:add"),
            reverse("wagtailsnippets_initiatives_theme:edit", args=[first_theme]),
            reverse("wagtailsnippets_initiatives_theme:merge", args=[first_theme]),
            f"{reverse('search_explain:index')}?q=commune lantrne",
            reverse("wagtailsnippets_search_synonyms:list"),
            reverse("wagtailsnippets_search_synonyms:add"),
        ]


def signed_in(browser: Any, user: Any, live_server: Any, width: int) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="fr-FR", reduced_motion="reduce")
    context.add_cookies([session_of(user, live_server.url)])
    return context


def violations(open_page: Any, context: Any, addresses: list[str], width: int) -> list[str]:
    """Each is opened once for its two schemes, as the public pages."""
    found = []
    page = open_page(addresses[0], context=context)
    for address in addresses:
        page.goto(urljoin(page.url, address))
        page.wait_for_load_state("networkidle")
        for scheme in SCHEMES:
            show_in(page, scheme)
            found += [
                f"{address} ({scheme}): {v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in violated(page)
            ]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address}: scrolls sideways")
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_no_violation(db: None, open_page: Any, browser: Any, live_server: Any, width: int) -> None:
    """All at one width in one test: the content is made once."""
    world, found = World(), []
    for user, addresses in (
        (world.association, world.addresses()),
        (world.membership.user, [reverse("wagtailadmin_home")]),
        (MembershipFactory().user, [reverse("wagtailadmin_home")]),
    ):
        found += violations(open_page, signed_in(browser, user, live_server, width), addresses, width)
    assert found == []
