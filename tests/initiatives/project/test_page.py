"""« Monter un projet »: what the page of a theme teaches, of which sheets, and where it is found."""

import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from initiatives.enums import InspirationState, Side
from initiatives.models import InitiativePage, Inspiration, Message, Question, Theme
from portal.page_cache import forget_all
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    HourFactory,
    InitiativePageFactory,
    MembershipFactory,
    RegionalProgrammePageFactory,
    ResourcePageFactory,
    theme,
)
from tests.pages import alternates, canonical, metas, structured_data, text_of
from tests.search.hidden import make_private

pytestmark = pytest.mark.django_db
ADDRESS = "/themes/acces-public/monter-un-projet/"
TODAY = datetime.date(2026, 9, 14)


def sheet(name: str = "Le Mené", **values: Any) -> InitiativePage:
    parent = values.pop("parent", None) or CollectivityPageFactory(collectivity__name=name)
    return InitiativePageFactory(parent=parent, **{"themes": [theme()], **values})


def learnt(client: Client, address: str = ADDRESS) -> Any:
    cache.clear()
    return client.get(address).context["learnt"]


def part(client: Client, name: str, address: str = ADDRESS) -> str:
    """The section of this id, with plain spaces."""
    cache.clear()
    return text_of(client.get(address)).partition(f'id="{name}"')[2].partition("</section>")[0]


def answered(page: InitiativePage) -> None:
    question = Question.objects.create(sheet=page, asking=CollectivityFactory(), asked=page.collectivity)
    Message.objects.create(question=question, side=Side.ASKED, text="Le cantonnier.")


class TestCosts:
    def test_it_says_the_range_and_what_it_rests_on(self, client):
        for amount in (1_000, 2_000, 3_000, 4_000, 90_000):
            sheet(cost_yearly=amount, setup_months=6)
        text = part(client, "couts")
        assert "2 000 à 4 000 €" in text
        assert "au milieu, 3 000 €" in text
        assert "environ 6 mois" in text
        assert "5 fiches" in text
        assert "de 5 communes" in text
        assert "90" not in text

    def test_it_says_when_there_are_too_few(self, client):
        for amount in (1_000, 2_000, 3_000, 4_000):
            sheet(cost_yearly=amount)
        text = part(client, "couts")
        assert "Trop peu de communes ont écrit" in text
        assert "trop peu de communes" in text
        assert "de 4 communes" in text
        assert "€" not in text

    def test_the_sizes_are_named(self, client):
        for _number in range(5):
            sheet(cost_first_year=1_000)
        assert "2 000 à 9 999 habitants" in part(client, "couts")

    def test_the_time_is_in_the_words_of_those_who_spent_it(self, client):
        page = sheet(staff_time="Une agente, deux heures par semaine")
        text = part(client, "couts")
        assert "Une agente, deux heures par semaine" in text
        assert f'href="{page.url}"' in text


class TestLessons:
    def test_they_are_short_and_lead_to_the_sheet(self, client):
        page = sheet(difficulties=f"<ul><li>{'Long ' * 100}</li></ul>", success_conditions="<p>Tenir <b>bon</b></p>")
        found = learnt(client)
        assert found.difficulties[0].text.endswith("…")
        assert len(found.difficulties[0].text) <= 200
        assert found.conditions[0].text == "Tenir bon"
        text = part(client, "lecons")
        assert text.count(f'href="{page.url}"') == 1
        assert "Ce qui a été difficile" in text

    def test_three_of_each_and_one_of_each_commune(self, client):
        town = CollectivityPageFactory(collectivity__name="Le Mené")
        for number in range(4):
            sheet(parent=town, difficulties=f"<p>Difficile {number}</p>", confirmed_on=TODAY)
        sheet("Hennebont", difficulties="<p>Le béton</p>", confirmed_on=datetime.date(2020, 1, 1))
        assert [one.text for one in learnt(client).difficulties] == ["Difficile 3", "Le béton"]
        for number in range(3):
            sheet(f"Commune {number}", difficulties="<p>Le câble</p>")
        assert len(learnt(client).difficulties) == 3

    def test_the_communes_that_were_heard_come_last(self, client):
        for number in range(6):
            sheet(f"Commune {number}", difficulties="<p>Long</p>", success_conditions="<p>Tenir</p>")
        found = learnt(client)
        assert not {one.commune for one in found.difficulties} & {one.commune for one in found.conditions}

    def test_an_empty_paragraph_says_nothing(self, client):
        sheet(difficulties='<p data-block-key="a1"></p>', success_conditions="<p> </p>")
        found = learnt(client)
        assert (found.difficulties, found.conditions) == ([], [])
        assert "Aucune commune n’a encore écrit ce qui a été difficile." in part(client, "lecons")

    def test_what_was_written_is_shown_as_text(self, client):
        sheet(difficulties="<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
        assert "<script>alert" not in client.get(ADDRESS).text
        assert "&lt;script&gt;" in part(client, "difficultes")


class TestAdvisers:
    def places(self, client: Client) -> list[str]:
        return [one.place.partition(" (")[0] for one in learnt(client).advisers]

    def test_each_commune_stands_once_with_the_sheet_it_confirmed_last(self, client):
        town = CollectivityPageFactory(collectivity__name="Le Mené")
        sheet(parent=town, title="L’ancienne", confirmed_on=datetime.date(2020, 1, 1))
        latest = sheet(parent=town, title="La récente", confirmed_on=TODAY)
        sheet(parent=town, title="Jamais confirmée", confirmed_on=None)
        text = part(client, "conseil")
        assert "La récente" in text
        assert text.count('class="btn') == 1
        assert f'href="/demander-conseil/{latest.pk}/"' in text
        assert 'aria-label="Demander conseil : Le Mené' in text

    def test_who_answered_or_thanked_comes_first_then_who_confirmed_last(self, client):
        sheet("Ancienne", confirmed_on=datetime.date(2020, 1, 1))
        sheet("Récente", confirmed_on=TODAY)
        sheet("Jamais", confirmed_on=None)
        answered(sheet("Répond", confirmed_on=datetime.date(2019, 1, 1)))
        thanking = sheet("Remercie", confirmed_on=datetime.date(2018, 1, 1))
        inspired = InitiativePageFactory(inspired_by=thanking)
        Inspiration.objects.create(
            sheet=inspired, origin=thanking, state=InspirationState.THANKED, reply="Merci", declared_at=timezone.now()
        )
        assert self.places(client) == ["Répond", "Remercie", "Récente", "Ancienne", "Jamais"]
        assert part(client, "conseil").count("A déjà répondu") == 2

    def test_a_question_without_an_answer_is_no_answer(self, client):
        page = sheet()
        question = Question.objects.create(sheet=page, asking=CollectivityFactory(), asked=page.collectivity)
        Message.objects.create(question=question, side=Side.ASKING, text="Qui s’en occupe ?")
        assert [one.has_answered for one in learnt(client).advisers] == [False]

    def test_what_is_to_confirm_is_said(self, client):
        sheet(confirmed_on=datetime.date(2001, 1, 1))
        assert "À confirmer" in part(client, "conseil")

    def test_twelve_at_most(self, client):
        for number in range(14):
            sheet(f"Commune {number}")
        assert len(learnt(client).advisers) == 12

    def test_nobody_to_ask_invites_to_be_the_first(self, client):
        text = part(client, "conseil")
        assert "La vôtre sera la première." in text
        assert 'href="/inscription/"' in text


class TestHelp:
    def test_it_names_the_association_and_the_partner_of_each_region(self, client):
        RegionalProgrammePageFactory(slug="megalis")
        text = part(client, "aide")
        assert '<a href="/contact/">L’association</a>' in text
        assert '<a href="/programmes/megalis/">Mégalis Bretagne</a>' in text
        assert "Bretagne" in text

    def test_the_resources_of_the_theme_are_offered(self, client):
        mine = ResourcePageFactory(title="La charte d’un lieu", themes=[theme()])
        ResourcePageFactory(title="Un autre guide", themes=[theme("e-administration")])
        ResourcePageFactory(title="Un brouillon", themes=[theme()], live=False)
        make_private(ResourcePageFactory(title="Une privée", themes=[theme()]))
        text = part(client, "ressources")
        assert f'href="{mine.url}"' in text
        for other in ("Un autre guide", "Un brouillon", "Une privée"):
            assert other not in text
        assert 'href="/recherche/?nature=ressources&amp;theme=acces-public"' in text

    def test_in_english_the_french_resources_are_marked(self, client):
        ResourcePageFactory(title="La charte d’un lieu", themes=[theme()])
        assert '<li lang="fr">' in part(client, "ressources", f"/en{ADDRESS}")

    def test_without_resources_there_is_no_such_part(self, client):
        assert part(client, "ressources") == ""


class TestPage:
    def test_nothing_of_what_is_hidden_is_shown(self, client):
        said = {"difficulties": "<p>Secret</p>", "success_conditions": "<p>Secret</p>", "staff_time": "Secret"}
        sheet("Commune", title="Un brouillon", live=False, **said)
        make_private(sheet("Commune", title="Une privée", **said))
        town = CollectivityPageFactory(collectivity__name="Commune fermée")
        sheet(parent=town, title="Dessous", **said)
        make_private(town)
        text = client.get(ADDRESS).text
        for hidden in ("Un brouillon", "Une privée", "Dessous", "Secret", "Commune fermée"):
            assert hidden not in text

    def test_the_most_inspiring_are_those_of_the_theme(self, client):
        origin = sheet(title="Le bus")
        InitiativePageFactory(inspired_by=origin)
        assert "Le bus" in part(client, "inspirantes")
        assert "Reprise par une commune" in part(client, "inspirantes")

    def test_a_theme_without_sheets_teaches_and_answers(self, client):
        text = text_of(client.get(ADDRESS))
        assert "Trop peu de communes ont écrit" in text
        assert "Les plus inspirantes" not in text
        assert "Qui peut vous aider" in text

    @pytest.mark.parametrize("code", ["en", "br"])
    def test_in_another_language_the_french_sheets_are_shown_and_marked(self, client, code):
        sheet(title="Le bus", difficulties="<p>Le béton</p>", staff_time="Deux heures")
        text = client.get(f"/{code}{ADDRESS}").text
        assert f'<html lang="{code}">' in text
        assert '<p lang="fr">Le béton</p>' in text
        assert '<span lang="fr">Deux heures</span>' in text
        assert 'href="/communes/' in text

    def test_a_translated_sheet_takes_the_place_of_the_french_ones(self, client):
        page = sheet(title="Le bus", difficulties="<p>Le béton</p>")
        english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        english.difficulties = "<p>Concrete</p>"
        english.save_revision().publish()
        cache.clear()
        text = client.get(f"/en{ADDRESS}").text
        assert "<p>Concrete</p>" in text
        assert "Le béton" not in text

    def test_machines_know_where_it_is(self, client):
        response = client.get(ADDRESS)
        names = [step["name"] for step in structured_data(response)["BreadcrumbList"]["itemListElement"]]
        assert names == ["Accueil", "Thèmes", "Accès public", "Monter un projet"]
        assert canonical(response) == f"http://testserver{ADDRESS}"
        assert alternates(response)["br"] == f"http://testserver/br{ADDRESS}"
        assert "Monter un projet" in metas(response)["og:title"]
        assert f'<p class="wrap print-only f-s muted">http://testserver{ADDRESS}</p>' in response.text

    def test_a_theme_that_is_not_translated_is_not_found_in_that_language(self, client):
        theme(language="en").delete()
        assert client.get(f"/en{ADDRESS}").status_code == 404
        assert "en" not in alternates(client.get(ADDRESS))

    @pytest.mark.parametrize("address", [f"{ADDRESS}x/", "/themes/nulle-part/monter-un-projet/", f"{ADDRESS}flux/"])
    def test_what_is_not_there_is_not_found(self, client, address):
        assert client.get(address).status_code == 404

    def test_a_retired_theme_keeps_its_page_and_leaves_the_map(self, client):
        Theme.objects.filter(slug="acces-public").update(retired=True)
        assert client.get(ADDRESS).status_code == 200
        assert ADDRESS not in client.get("/sitemap-themes-1.xml").text

    def test_it_is_kept_until_something_changes(self, settings, django_capture_on_commit_callbacks):
        settings.PORTAL_PAGE_CACHE_SECONDS = 600
        assert "X-Page-Cache" not in Client().get(ADDRESS)
        assert Client().get(ADDRESS)["X-Page-Cache"] == "hit"
        with django_capture_on_commit_callbacks(execute=True):
            forget_all()
        assert "X-Page-Cache" not in Client().get(ADDRESS)

    def test_it_costs_the_same_for_many_sheets(self, client, django_assert_max_num_queries):
        told = {"difficulties": "<p>Long</p>", "staff_time": "Peu", "cost_yearly": 1_000}

        def fill(start: int, count: int) -> None:
            for number in range(start, start + count):
                page = sheet(f"Commune {number}", **told)
                answered(page)
                InitiativePageFactory(inspired_by=page)
                ResourcePageFactory(themes=[theme()])

        def queries(most: int) -> int:
            cache.clear()
            with django_assert_max_num_queries(most) as found:
                assert client.get(ADDRESS).status_code == 200
            return len(found)

        fill(0, 2)
        few = queries(25)
        fill(2, 8)
        assert queries(few) == few


class TestWaysIn:
    def test_the_theme_leads_to_it(self, client):
        assert f'href="{ADDRESS}"' in client.get("/themes/acces-public/").text
        assert f'href="/br{ADDRESS}"' in client.get("/br/themes/acces-public/").text

    def test_so_does_the_space_of_who_has_nothing_to_present_yet(self, client):
        page = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
        client.force_login(MembershipFactory(collectivity=page.collectivity).user)
        text = text_of(client.get("/espace/communes/22046/"))
        assert "Présenter une première initiative" in text
        assert 'aria-label="S’inspirer : Présenter une première initiative"' in text
        assert text.count('href="/themes/"') >= 2
        InitiativePageFactory(parent=page)
        assert "Rien à présenter encore" not in text_of(client.get("/espace/communes/22046/"))


class TestHours:
    def test_those_of_the_theme_are_shown(self, client):
        HourFactory(subject="Ouvrir un lieu", sheet=sheet())
        HourFactory(subject="Apprendre à lire", sheet=sheet(themes=[theme("education-et-formation")]))
        HourFactory(subject="Hier", sheet=sheet(), is_past=True)
        HourFactory(subject="Cachée", sheet=sheet(live=False))
        text = part(client, "heures")
        assert "Ouvrir un lieu" in text
        assert not [name for name in ("Apprendre", "Hier", "Cachée") if name in text]

    def test_without_any_nothing_is_said(self, client):
        assert 'id="heures"' not in client.get(ADDRESS).text
