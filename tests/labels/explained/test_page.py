"""« Trois arobases, parce que… » on the page of a collectivité: what it says, and of whom it says nothing."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labels.models import Award, Rectification, Withdrawal
from tests.factories import CollectivityFactory, InitiativePageFactory
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory
from tests.labels.outcome.world import (
    AFTER,
    EMBARGO,
    SECOND,
    Edition,
    all_of,
    award_of,
    decided,
    edition,
    prove,
    reading,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
BECAUSE = "Trois arobases, parce que…"


@pytest.fixture
def year() -> Edition:
    return edition()


@pytest.fixture
def dossier(year: Edition, member: Any) -> Any:
    """That of Le Mené, read by two."""
    with time_machine.travel(EMBARGO - 30 * SECOND, tick=False):
        found = decided(year, member.membership.collectivity)
        reading(found, all_of(year, help=5, answers=4, shared=1), "Note secrète de lecture.")
        reading(found, all_of(year, help=4, answers=None, shared=0))
        sheets = [InitiativePageFactory(parent=member.page, title=title) for title in ("Le bus", "La lanterne")]
        prove(year, found, *sheets)
    return found


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(AFTER, tick=False) as moved:
        yield moved


def page(client: Any, of: Any) -> str:
    text: str = text_of(client.get(of.get_absolute_url()))
    return text


def test_it_says_why_with_the_initiatives_and_the_opinion(client: Any, dossier: Any) -> None:
    text = page(client, dossier.collectivity)
    why = text.split(BECAUSE)[1].split("Vérifier ce label")[0]
    assert why.index("accueillent celles et ceux") < why.index("chaque idée d’habitant")
    assert "elle partage" not in why
    assert "Le bus" in why
    assert "La lanterne" in why
    assert "Chaque lieu d’accès est tenu par des habitants" in why
    assert "données du budget" not in text
    assert "Note secrète" not in text


def test_it_is_told_from_the_second_of_the_ceremony(client: Any, dossier: Any, clock: Any) -> None:
    clock.move_to(EMBARGO - SECOND)
    assert "parce que" not in page(client, dossier.collectivity)
    clock.move_to(EMBARGO)
    assert BECAUSE in page(client, dossier.collectivity)


def test_a_sheet_that_was_unpublished_is_no_link(client: Any, dossier: Any) -> None:
    proof = dossier.evidence.first().initiative
    proof.unpublish()
    text = page(client, dossier.collectivity)
    assert proof.title not in text.split(BECAUSE)[1].split("Ses arobases")[0]
    assert "La lanterne" in text


def test_mentions_and_hors_concours_are_said(client: Any, dossier: Any, year: Edition) -> None:
    award = award_of(dossier)
    award.mentions.set([MentionFactory(campaign=year.campaign, name="Logiciel libre", description="Des outils libres")])
    Award.objects.filter(pk=award.pk).update(is_honorary=True)
    cache.clear()
    text = page(client, dossier.collectivity)
    why = text.split(BECAUSE)[1].split("Vérifier ce label")[0]
    for words in ("Logiciel libre", "Des outils libres", "Hors concours"):
        assert words in why


def test_without_a_reason_the_jury_is_quoted(client: Any, year: Edition, member: Any) -> None:
    dossier = decided(year, member.membership.collectivity)
    text = page(client, dossier.collectivity)
    assert "parce que" not in text
    assert "ce qu’en dit le jury" in text


def test_one_that_was_put_right_says_so_and_not_the_opinion(client: Any, dossier: Any, year: Edition) -> None:
    award = award_of(dossier)
    after, before = year.campaign.levels.get(symbols=4), award.level
    Award.objects.filter(pk=award.pk).update(level=after)
    Rectification.objects.create(award=award, before=before, after=after, reason="Une preuve n’avait pas été lue.")
    cache.clear()
    text = page(client, dossier.collectivity)
    assert "Quatre arobases, parce que…" in text
    assert "le jury avait d’abord donné « Trois arobases »" in " ".join(text.replace("\u202f", " ").split()).replace(
        "\xa0", " "
    )
    assert "tenu par des habitants" not in text


def test_nothing_is_explained_of_one_that_was_taken_back(client: Any, dossier: Any) -> None:
    Withdrawal.objects.create(award=award_of(dossier), reason="Le service a fermé.")
    cache.clear()
    assert "parce que" not in page(client, dossier.collectivity)


def test_nothing_is_explained_of_a_file_of_the_past_nor_of_an_earlier_palmares(
    client: Any, dossier: Any, clock: Any
) -> None:
    other = CollectivityFactory(code="56083", name="Hennebont")
    AwardFactory(campaign=dossier.campaign, collectivity=other, symbols=3)
    assert "parce que" not in page(client, other)
    CampaignFactory(year=2026, is_past=True)
    CampaignFactory(year=2028, is_past=True, embargo_until=AFTER, settled_at=AFTER)
    cache.clear()
    assert "parce que" not in page(client, dossier.collectivity)


def test_nothing_is_explained_of_a_label_of_a_commune_that_merged(client: Any, dossier: Any) -> None:
    Award.objects.filter(dossier=dossier).update(entity_code="22999", entity_name="Collinée")
    cache.clear()
    assert "parce que" not in page(client, dossier.collectivity)


def test_it_asks_the_same_number_of_queries_however_much_was_read(
    client: Any, dossier: Any, year: Edition, member: Any
) -> None:
    def counted() -> int:
        cache.clear()
        client.get(dossier.collectivity.get_absolute_url())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(dossier.collectivity.get_absolute_url())
        return len(queries)

    few = counted()
    assert 0 < few <= 12
    for place in range(4):
        reading(dossier, all_of(year, help=place, answers=3, shared=4))
    prove(year, dossier, *(InitiativePageFactory(parent=member.page) for _one in range(3)))
    assert counted() == few


@pytest.mark.parametrize("language", ["en", "br"])
def test_it_is_read_in_other_languages(client: Any, dossier: Any, language: str) -> None:
    text = client.get(f"/{language}{dossier.collectivity.get_absolute_url()}").text
    assert '<p lang="fr"><strong>ses services' in text
