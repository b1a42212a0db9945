"""The label on the page of a collectivité, registered or not: its plate, its years, what machines and networks read."""

import datetime

import pytest
import time_machine

from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory
from tests.pages import structured_data, text_of

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def town():
    return CollectivityFactory(code="56083", name="Hennebont")


def plate(text):
    return text.partition('<span class="plate')[2].partition("</div>")[0]


def test_who_was_never_labelled_shows_nothing_of_it(client, town):
    AwardFactory()
    response = client.get(town.get_absolute_url())
    assert "Ses arobases" not in text_of(response)
    assert 'class="rungs"' not in response.text
    assert 'class="plate' not in response.text
    assert "hasCertification" not in structured_data(response)["City"]


@pytest.mark.parametrize("is_registered", [True, False])
def test_the_plate_says_the_label_with_its_year(client, town, is_registered):
    if is_registered:
        CollectivityPageFactory(collectivity=town)
    AwardFactory(collectivity=town, symbols=4)
    response = client.get(town.get_absolute_url())
    hung = plate(response.text)
    assert "Ville Internet 2007" in hung
    assert 'aria-label="Quatre arobases sur cinq"' in hung
    assert hung.count("#at") == 4
    assert "Ses arobases depuis 2007" in response.text


def test_a_commune_labelled_long_ago_has_its_page_and_an_empty_plate(client, town):
    AwardFactory(collectivity=town, campaign__year=2003, symbols=2)
    CampaignFactory(is_past=True, year=2007)
    response = client.get(town.get_absolute_url())
    assert plate(response.text).startswith(" void")
    assert "Pas de label en 2007" in text_of(response)
    assert "Un label, en 2003." in text_of(response)
    assert "hasCertification" not in structured_data(response)["City"]


def test_the_table_says_what_the_drawing_shows(client, town):
    palmares = CampaignFactory(is_past=True, year=2007)
    AwardFactory(collectivity=town, campaign__year=2005, symbols=1, entity_name="Hennebont-sur-Blavet")
    CampaignFactory(is_past=True, year=2006)
    mention = MentionFactory(campaign=palmares, name="Démocratie locale")
    AwardFactory(collectivity=town, campaign=palmares, mentions=[mention], is_honorary=True)
    text = " ".join(text_of(client.get(town.get_absolute_url())).split())
    rows = text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert rows.index("2007") < rows.index("2006") < rows.index("2005")
    for words in ("Trois arobases sur cinq", "Démocratie locale", "hors concours", "Pas de label"):
        assert words in rows
    assert "sous le nom de Hennebont-sur-Blavet" in rows
    assert "2 labels, de 2005 à 2007." in text


def test_who_merged_is_named_as_it_was_and_hangs_no_plate(client, town):
    AwardFactory(collectivity=town, entity_code="56999", entity_name="Saint-Caradec", symbols=2)
    response = client.get(town.get_absolute_url())
    text = text_of(response)
    assert 'class="plate' not in response.text
    assert "Les labels des communes qui la composent" in text
    assert "Saint-Caradec" in text
    assert "Deux arobases sur cinq" in text
    assert 'class="rungs"' not in response.text


def test_the_lowest_rung_without_arobase_is_written(client, town):
    AwardFactory(collectivity=town, symbols=0)
    response = client.get(town.get_absolute_url())
    assert "Mention" in plate(response.text)
    assert "#at" not in plate(response.text)
    assert "Un rond : une mention, sans arobase." in text_of(response)


@pytest.mark.parametrize("language", ["en", "br"])
def test_it_is_read_in_other_languages(client, town, language):
    AwardFactory(collectivity=town)
    response = client.get(f"/{language}{town.get_absolute_url()}")
    assert response.status_code == 200
    assert 'class="rungs"' in response.text


def test_machines_read_the_label_of_now_on_its_scale(client, town):
    AwardFactory(collectivity=town)
    data = structured_data(client.get(town.get_absolute_url()))["City"]["hasCertification"]
    assert (data["@type"], data["name"], data["datePublished"]) == (
        "Certification",
        "Ville Internet 2007",
        "2006-12-04",
    )
    assert data["certificationRating"] == {"@type": "Rating", "ratingValue": 3, "worstRating": 0, "bestRating": 5}


def test_the_image_it_is_shared_with_carries_its_arobases(town, django_capture_on_commit_callbacks):
    page = CollectivityPageFactory(collectivity=town)
    before = page.social_card()
    with django_capture_on_commit_callbacks(execute=True):
        AwardFactory(collectivity=town)
    card = page.social_card()
    assert (before.plate, card.plate, card.arobases) == ("", "Ville Internet 2007", 3)
    assert before.digest != card.digest


def test_that_of_a_mention_names_it(town):
    page = CollectivityPageFactory(collectivity=town)
    AwardFactory(collectivity=town, symbols=0)
    assert (page.social_card().plate, page.social_card().arobases) == ("Ville Internet 2007 · Mention", 0)


class TestElsewhere:
    """Beside the name of a collectivité: its label of the last palmarès, with the year, and no earlier one."""

    def test_the_lists_show_it(self, client, town):
        AwardFactory(collectivity=town)
        assert 'aria-label="Trois arobases"' in client.get("/communes/").text

    def test_a_label_of_an_earlier_palmares_is_not_taken_for_one_of_now(self, client, town):
        AwardFactory(collectivity=town)
        CampaignFactory(is_past=True, year=2008)
        assert "arobases" not in client.get("/communes/").text.partition("<main")[2].partition("</main")[0]

    def test_so_do_the_cards_of_its_sheets(self, client, town):
        AwardFactory(collectivity=town, symbols=2)
        sheet = InitiativePageFactory(parent=CollectivityPageFactory(collectivity=town))
        other = InitiativePageFactory(parent=CollectivityPageFactory(collectivity__code="22046"))
        text = client.get("/").text
        assert text.count('aria-label="Deux arobases"') == 1
        assert sheet.title in text
        assert other.title in text

    @pytest.mark.parametrize("address", ["/communes/", "/regions/53-bretagne/"])
    def test_a_list_costs_the_same_with_few_labels_and_with_many(
        self, client, town, address, django_assert_max_num_queries
    ):
        def served(size):
            for number in range(size):
                page = CollectivityPageFactory()
                AwardFactory(collectivity=page.collectivity, symbols=number % 6)
                InitiativePageFactory(parent=page)
            client.get(address)
            with django_assert_max_num_queries(20) as context:
                client.get(address)
            return len(context)

        AwardFactory(collectivity=town)
        assert served(2) == served(8)


class TestEmbargo:
    """One second before, a page says what it said; at the second, what the jury decided."""

    @pytest.fixture
    def campaign(self, town):
        AwardFactory(collectivity=town, symbols=2)
        campaign = CampaignFactory(year=2027, is_settled=True)
        AwardFactory(collectivity=town, campaign=campaign, symbols=5)
        return campaign

    @pytest.fixture(autouse=True)
    def _kept_pages(self, settings):
        settings.PORTAL_PAGE_CACHE_SECONDS = 600

    @pytest.mark.parametrize("address", ["/communes/56083-hennebont/", "/communes/", "/en/communes/56083-hennebont/"])
    def test_a_kept_page_turns_at_the_second(self, client, campaign, address):
        with time_machine.travel(campaign.embargo_until - SECOND, tick=False):
            before = [client.get(address).text for _time in range(2)]
        with time_machine.travel(campaign.embargo_until, tick=False):
            after = client.get(address).text
        assert before[0] == before[1]
        assert "2027" not in before[0]
        assert "2027" in after

    def test_so_does_the_image_it_is_shared_with(self, town, campaign):
        page = CollectivityPageFactory(collectivity=town)
        with time_machine.travel(campaign.embargo_until - SECOND, tick=False):
            assert (page.social_card().plate, page.social_card().arobases) == ("Ville Internet 2007", 2)
        with time_machine.travel(campaign.embargo_until, tick=False):
            assert (page.social_card().plate, page.social_card().arobases) == ("Ville Internet 2027", 5)
