"""Regional programmes: what their pages show, who writes them, and where they are told of."""

import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from collectivities.models import ProgrammeIndexPage, RegionalProgrammePage
from collectivities.programmes import programme_of, programmes
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    InitiativePageFactory,
    RegionalProgrammePageFactory,
    UserFactory,
)
from tests.pages import alternates, canonical, structured_data, text_of
from tests.search.hidden import make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Any:
    return RegionalProgrammePageFactory(slug="megalis", website="https://www.example.org/", telephone="02 61 91 04 54")


def translated(page: Any, code: str, **values: Any) -> Any:
    copy = page.copy_for_translation(Locale.objects.get(language_code=code), copy_parents=True)
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return RegionalProgrammePage.objects.get(pk=copy.pk)


class TestPage:
    def test_it_says_who_the_partner_is_and_how_to_reach_it(self, client, programme):
        text = text_of(client.get("/programmes/megalis/"))
        for words in ("Mégalis Bretagne accompagne les communes", "Un partenaire au plus près", "Joindre Mégalis"):
            assert words in text
        assert 'href="mailto:communes@megalis.example"' in text
        assert 'href="tel:0261910454"' in text
        assert 'href="https://www.example.org/"' in text
        assert 'href="/regions/53-bretagne/"' in text

    def test_it_counts_the_communes_and_the_initiatives_of_its_region(self, client, programme):
        elsewhere = CollectivityFactory(is_region=True, code="76", name="Occitanie")
        away = CollectivityPageFactory(
            collectivity=CollectivityFactory(code="12011", name="Arvieu", region=elsewhere), slug="12011-arvieu"
        )
        town = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
        InitiativePageFactory.create_batch(2, parent=town)
        InitiativePageFactory(parent=town, title="Un brouillon", live=False)
        make_private(InitiativePageFactory(parent=town, title="Une privée"))
        InitiativePageFactory(parent=away, title="La caravane")
        CollectivityFactory(name="Pas inscrite")
        text = client.get("/programmes/megalis/").text
        assert "<dt>Communes inscrites</dt><dd>1</dd>" in text
        assert "<dt>Initiatives publiées</dt><dd>2</dd>" in text
        assert 'href="/recherche/?region=53"' in text
        assert 'href="/communes/?region=53"' in text
        for hidden in ("Arvieu", "La caravane", "Un brouillon", "Une privée", "Pas inscrite"):
            assert hidden not in text

    def test_the_last_registered_come_first(self, client, programme):
        for code, year in (("22046", 2001), ("56083", 2006), ("22214", 2003)):
            CollectivityPageFactory(collectivity__code=code, joined_on=datetime.date(year, 1, 1))
        CollectivityPageFactory(collectivity__code="22001", joined_on=None)
        latest = client.get("/programmes/megalis/").context["latest"]
        assert [commune.code for commune in latest] == ["56083", "22214", "22046", "22001"]

    def test_a_region_without_a_registered_commune_invites(self, client, programme):
        text = text_of(client.get("/programmes/megalis/"))
        assert "Aucune commune de la région n’est encore inscrite" in text
        assert "Leurs dernières initiatives" not in text
        assert "Inscrire ma commune" in text

    def test_machines_read_an_organisation_and_its_region(self, client, programme):
        response = client.get("/programmes/megalis/")
        data = structured_data(response)
        assert data["Organization"]["areaServed"] == {"@type": "AdministrativeArea", "name": "Bretagne"}
        assert data["Organization"]["email"] == "communes@megalis.example"
        names = [step["name"] for step in data["BreadcrumbList"]["itemListElement"]]
        assert names == ["Accueil", "Programmes régionaux", programme.title]
        assert canonical(response) == "http://testserver/programmes/megalis/"

    def test_a_translation_is_at_its_own_address(self, client, programme):
        translated(programme, "br", title="Mégalis a harp ar c’humunioù", slug="megalis")
        assert "Mégalis a harp" in client.get("/br/programmes/megalis/").text
        assert set(alternates(client.get("/programmes/megalis/"))) == {"fr", "br", "x-default"}

    def test_it_costs_the_same_for_many_communes(self, client, programme, django_assert_max_num_queries):
        def fill(start: int, count: int) -> None:
            for number in range(start, start + count):
                page = CollectivityPageFactory(collectivity__code=f"22{number}", slug=f"22{number}-commune")
                InitiativePageFactory.create_batch(2, parent=page)

        fill(100, 2)
        cache.clear()
        with django_assert_max_num_queries(25) as few:
            client.get("/programmes/megalis/")
        fill(200, 9)
        cache.clear()
        with django_assert_max_num_queries(len(few)):
            client.get("/programmes/megalis/")


class TestIndex:
    def test_it_lists_them_by_region(self, client, programme):
        occitanie = CollectivityFactory(is_region=True, code="76", name="Occitanie")
        alsace = CollectivityFactory(is_region=True, code="44", name="Alsace")
        for region in (occitanie, alsace):
            RegionalProgrammePageFactory(region=region, partner=f"Le réseau {region.name}")
        text = client.get("/programmes/").text
        assert text.index("Le réseau Alsace") < text.index("Mégalis Bretagne") < text.index("Le réseau Occitanie")

    def test_without_any_it_leads_to_the_association(self, client):
        text = text_of(client.get("/programmes/"))
        assert "Aucun programme pour le moment." in text
        assert '<a href="/contact/">Écrire à l’association</a>' in text

    def test_what_is_not_translated_is_shown_in_french_and_marked(self, client, programme):
        text = client.get("/en/programmes/").text
        assert '<article class="hit" lang="fr">' in text
        assert 'href="/programmes/megalis/"' in text
        translated(programme, "en", title="Mégalis helps", slug="megalis")
        cache.clear()
        text = client.get("/en/programmes/").text
        assert 'href="/en/programmes/megalis/"' in text
        assert 'href="/programmes/megalis/">' not in text.partition("<main")[2].partition("</main")[0]

    def test_drafts_private_pages_and_copies_are_not_listed(self, client, programme):
        programme.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True, alias=True)
        with translation.override("en"):
            assert [row.language for row in programmes()] == ["fr"]
        make_private(programme)
        cache.clear()
        assert programmes() == []
        assert programme.title not in client.get("/programmes/").text


class TestProgrammeOf:
    def test_it_is_that_of_the_region(self, programme):
        commune = CollectivityFactory(name="Plouézec")
        found = programme_of(commune)
        assert found
        assert (found.partner, found.url) == ("Mégalis Bretagne", "/programmes/megalis/")
        assert programme_of(commune.departement) == programme_of(commune.region) == found

    def test_elsewhere_there_is_none(self, programme):
        region = CollectivityFactory(is_region=True, code="76", name="Occitanie")
        assert programme_of(CollectivityFactory(code="12011", region=region)) is None
        assert programme_of(region) is None

    def test_a_draft_accompanies_nobody(self):
        page = RegionalProgrammePageFactory(live=False)
        assert programme_of(page.region) is None

    def test_it_is_read_once(self, programme, django_assert_num_queries):
        commune = CollectivityFactory()
        programme_of(commune)
        with django_assert_num_queries(0):
            assert programme_of(commune)

    def test_it_is_read_again_once_the_page_changed(self, programme, django_capture_on_commit_callbacks):
        assert programme_of(programme.region)
        with django_capture_on_commit_callbacks(execute=True):
            programme.unpublish()
        assert programme_of(programme.region) is None

    @pytest.mark.parametrize("registered", [True, False])
    def test_the_page_of_a_collectivite_tells_who_accompanies_it(self, client, programme, registered):
        commune = CollectivityFactory(code="22214", name="Plouézec")
        if registered:
            CollectivityPageFactory(collectivity=commune)
        text = client.get("/communes/22214-plouezec/").text
        assert '<a href="/programmes/megalis/">Mégalis Bretagne</a>' in text
        assert '<a href="/programmes/megalis/" hreflang="fr">' in client.get("/en/communes/22214-plouezec/").text

    def test_where_nobody_accompanies_nothing_is_said(self, client):
        CollectivityFactory(code="22214", name="Plouézec")
        assert "Accompagnement" not in client.get("/communes/22214-plouezec/").text


def sent(client: Client, page: RegionalProgrammePage, *, publish: bool = False, **changes: str) -> Any:
    """Send the form of the editor."""
    values = {
        "title": page.title, "slug": page.slug, "summary": page.summary, "region": page.region_id,
        "partner": page.partner, "image": "", "website": "", "email": page.email, "telephone": "",
        "body-count": "0", "seo_title": "", "search_description": "", "social_image": "", "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0", "go_live_at": "", "expire_at": "", **changes,
    }  # fmt: skip
    if publish:
        values["action-publish"] = "action-publish"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), values, follow=True)


class TestRules:
    def test_who_publishes_a_second_one_is_told(self, programme, association_client):
        second = RegionalProgrammePageFactory(region=programme.region, live=False)
        answer = sent(association_client, second, publish=True)
        assert "déjà un programme en ligne" in answer.text
        second.refresh_from_db()
        assert not second.live
        # The one that is online is changed, and a draft waits beside it.
        sent(association_client, programme, publish=True, title="Mégalis, depuis 1999")
        programme.refresh_from_db()
        assert programme.title == "Mégalis, depuis 1999"
        sent(association_client, second, title="Le nouveau programme")
        second.refresh_from_db()
        assert second.latest_revision.content["title"] == "Le nouveau programme"

    def test_a_second_one_that_is_scheduled_holds_no_other_page_up(self, programme):
        second = RegionalProgrammePageFactory(region=programme.region, live=False)
        second.save_revision().publish()
        second.refresh_from_db()
        assert second.live
        cache.clear()
        assert programme_of(CollectivityFactory()).url == programme.url

    def test_it_is_about_a_region(self, programme):
        programme.region = CollectivityFactory()
        with pytest.raises(ValidationError) as refused:
            programme.full_clean()
        assert "region" in refused.value.message_dict

    def test_it_can_be_reached(self, programme):
        programme.email = programme.telephone = ""
        with pytest.raises(ValidationError, match="une adresse électronique ou un téléphone"):
            programme.full_clean()
        with pytest.raises(IntegrityError):
            programme.save(clean=False)

    @pytest.mark.parametrize("number", ["javascript:alert(1)", "demander Anne", "12", "02-61"])
    def test_a_telephone_is_a_number(self, programme, number):
        programme.telephone = number
        with pytest.raises(ValidationError) as refused:
            programme.full_clean()
        assert "telephone" in refused.value.message_dict


class TestRights:
    def addresses(self, programme: Any) -> list[str]:
        index = programme.get_parent()
        return [
            reverse("wagtailadmin_pages:add", args=["collectivities", "regionalprogrammepage", index.pk]),
            reverse("wagtailadmin_pages:edit", args=[programme.pk]),
            reverse("wagtailadmin_pages:delete", args=[programme.pk]),
            reverse("wagtailadmin_pages:unpublish", args=[programme.pk]),
        ]

    def test_the_association_writes_it_and_chooses_among_regions(self, association_client: Client, programme):
        for address in self.addresses(programme):
            assert (address, association_client.get(address).status_code) == (address, 200)
        CollectivityFactory(name="Plouézec")
        form = association_client.get(self.addresses(programme)[0]).context["form"]
        assert list(form.fields["region"].queryset) == [programme.region]

    def test_a_member_does_not_even_in_the_region(self, member_client: Client, programme):
        for address in self.addresses(programme):
            assert (address, member_client.get(address).status_code) in {(address, 302), (address, 403)}
            member_client.post(address, {"title": "Changé", "action-publish": "1"})
        programme.refresh_from_db()
        assert (programme.title, programme.live) == ("Mégalis Bretagne accompagne les communes", True)
        assert RegionalProgrammePage.objects.count() == 1

    def test_nor_do_a_juror_or_anybody_else(self, client_of, programme):
        for visitor in (client_of(UserFactory()), Client()):
            for address in self.addresses(programme):
                assert visitor.get(address).status_code in {302, 403}
                visitor.post(address, {"title": "Changé", "action-publish": "1"})
        programme.refresh_from_db()
        assert (programme.title, programme.live) == ("Mégalis Bretagne accompagne les communes", True)

    def test_there_is_one_index_in_each_language(self):
        codes = ProgrammeIndexPage.objects.values_list("locale__language_code", flat=True)
        assert sorted(codes) == ["br", "en", "fr"]
