"""The contract of the facade: what may be seen, how facets count, how hits are ordered, how much it costs."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from collectivities.enums import SizeClass
from initiatives.models import InitiativePage
from initiatives.themes.merging import merge
from search.facade import SHOWN_VALUES, SearchPage, search
from search.request import MAX_PAGE, SearchRequest
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    theme,
)
from tests.search.indexing import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def titles(result: SearchPage) -> list[str]:
    return [hit.page.title for hit in result.hits]


def counts(result: SearchPage, name: str) -> dict[str, int]:
    facet = next(counted for counted in result.facets if counted.facet.name == name)
    return {value.value: value.count for value in facet.values}


def request(**parameters: Any) -> SearchRequest:
    query = QueryDict(mutable=True)
    for name, value in parameters.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return SearchRequest.from_query(query)


@pytest.fixture
def three() -> list[InitiativePage]:
    village = CollectivityPageFactory(collectivity__population=400)
    city = CollectivityPageFactory(
        collectivity=CollectivityFactory(
            code="75056",
            name="Paris",
            population=2_100_000,
            region=CollectivityFactory(is_region=True, code="11", name="Île-de-France"),
            departement=CollectivityFactory(is_departement=True, code="75", name="Paris"),
        )
    )
    pages = [
        InitiativePageFactory(parent=village, title="Une lanterne au café", themes=[theme("acces-public")]),
        PublicAccessPageFactory(
            parent=village, title="La lanterne du foyer", stage="trial", themes=[theme("acces-public")]
        ),
        EducationPageFactory(
            parent=city, title="Une lanterne à l'école", themes=[theme("education-et-formation"), theme("acces-public")]
        ),
    ]
    index(*pages)
    return pages


def test_drafts_private_pages_aliases_and_other_languages_are_never_seen(three: list[InitiativePage]) -> None:
    first, second, third = three
    first.unpublish()
    PageViewRestriction.objects.create(page=third.get_parent(), restriction_type="login")
    translated = second.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translated.title = "A lantern, lanterne"
    translated.save_revision().publish()
    index(translated)

    result = search(SearchRequest(query="lanterne"))

    assert titles(result) == ["La lanterne du foyer"]
    assert counts(result, "theme") == {"acces-public": 1}
    assert counts(result, "region") == {"53": 1}
    assert titles(search(SearchRequest(query="lanterne", language="en"))) == ["A lantern, lanterne"]


def test_facets_count_every_document_once(three: list[InitiativePage]) -> None:
    result = search(SearchRequest(query="lanterne"))

    assert result.total == 3
    assert counts(result, "theme") == {"acces-public": 3, "education-et-formation": 1}
    assert counts(result, "type") == {"initiative": 1, "lieu": 1, "education": 1}
    assert counts(result, "region") == {"53": 2, "11": 1}
    assert counts(result, "departement") == {"22": 2, "75": 1}
    assert counts(result, "size") == {SizeClass.VILLAGE: 2, SizeClass.METROPOLIS: 1}
    assert counts(result, "stage") == {"en-service": 2, "experimentation": 1}


def test_facets_are_disjunctive(three: list[InitiativePage]) -> None:
    """A choice narrows the others and leaves its own alternatives."""
    result = search(request(q="lanterne", region="53"))

    assert result.total == 2
    assert counts(result, "region") == {"53": 2, "11": 1}
    assert counts(result, "stage") == {"en-service": 1, "experimentation": 1}
    assert search(request(q="lanterne", region=["53", "11"])).total == 3
    assert search(request(q="lanterne", region="53", etape="experimentation")).total == 1
    assert search(request(q="lanterne", theme="education-et-formation")).total == 1


def test_a_chosen_value_without_hits_stays_visible(three: list[InitiativePage]) -> None:
    result = search(request(q="lanterne", etape="projet"))

    assert result.total == 0
    assert result.tier == "all"
    assert counts(result, "stage")["projet"] == 0


def test_unknown_values_are_left_aside_and_told(three: list[InitiativePage]) -> None:
    for parameter in ("theme", "type", "region", "departement", "taille", "etape", "public"):
        result = search(request(q="lanterne", **{parameter: "n'importe\x00 quoi' OR 1=1 --"}))
        assert result.total == 3
        assert result.ignored == ("n'importe quoi' OR 1=1 --",)
        assert not result.request.filters


def test_a_known_value_filters_beside_an_unknown_one(three: list[InitiativePage]) -> None:
    result = search(request(q="lanterne", region=["11", "zz", "11"]))

    assert result.total == 1
    assert result.ignored == ("zz",)
    assert result.request.filters == {"region": ("11",)}


def test_five_hundred_values_are_a_search_like_another(three: list[InitiativePage]) -> None:
    result = search(request(q="lanterne", region=["53", *(f"x{number}" for number in range(499))]))

    assert result.total == 2
    assert "…" in result.ignored


def test_an_empty_query_lists_everything(three: list[InitiativePage]) -> None:
    result = search(SearchRequest())
    assert result.total == 3
    assert titles(result) == [page.title for page in reversed(three)]


def test_the_title_comes_before_the_text() -> None:
    parent = CollectivityPageFactory()
    in_text = InitiativePageFactory(
        parent=parent, title="Autre chose", summary="Une boussole, une boussole, une boussole."
    )
    in_title = InitiativePageFactory(parent=parent, title="La boussole", summary="Autre chose.")
    index(in_text, in_title)

    assert titles(search(SearchRequest(query="boussole"))) == ["La boussole", "Autre chose"]


def test_names_sort_without_accents_articles_in_elision_or_case() -> None:
    parent = CollectivityPageFactory()
    pages = [
        InitiativePageFactory(parent=parent, title=title)
        for title in ("Zèbre", "Éclair", "épicerie", "L’école", "Abri", "Ferme")
    ]
    index(*pages)

    listed = titles(search(SearchRequest(sort="nom")))
    assert listed == ["Abri", "Éclair", "L’école", "épicerie", "Ferme", "Zèbre"]


def test_communes_are_counted_once(three: list[InitiativePage]) -> None:
    assert search(SearchRequest(query="lanterne")).communes == 2
    assert search(request(q="lanterne", region="53")).communes == 1


def test_what_each_filter_costs_is_known(three: list[InitiativePage]) -> None:
    result = search(request(q="lanterne", region="11", etape="experimentation"))

    assert result.total == 0
    assert result.without == {"region": 1, "stage": 1}


def test_long_facets_show_the_most_frequent_and_the_chosen_first() -> None:
    parents = [
        CollectivityPageFactory(
            collectivity=CollectivityFactory(
                departement=CollectivityFactory(
                    is_departement=True, code=f"{number:02}", name=f"Département {number:02}"
                )
            )
        )
        for number in range(1, 12)
    ]
    pages = [InitiativePageFactory(parent=parent) for parent in [*parents, parents[8], parents[8], parents[4]]]
    index(*pages)

    counted = next(c for c in search(request(departement="11")).facets if c.facet.name == "departement")

    assert [value.value for value in counted.first][:3] == ["11", "09", "05"]
    assert len(counted.first) == SHOWN_VALUES
    assert [value.value for value in counted.more] == sorted(value.value for value in counted.more)
    assert len(counted.values) == 11


def test_orders(three: list[InitiativePage]) -> None:
    for day, page in enumerate(three, 1):
        InitiativePage.objects.filter(pk=page.pk).update(
            first_published_at=datetime.datetime(2007, 1, day, tzinfo=datetime.UTC)
        )

    assert titles(search(SearchRequest(query="lanterne", sort="date")))[0] == three[2].title
    assert titles(search(SearchRequest(query="lanterne", sort="nom")))[0] == three[1].title


def test_what_was_published_or_confirmed_last_is_the_latest_news(three: list[InitiativePage]) -> None:
    published = datetime.datetime(2026, 9, 20, 22, 30, tzinfo=datetime.UTC)
    InitiativePage.objects.filter(pk=three[0].pk).update(confirmed_on=datetime.date(2026, 9, 20))
    InitiativePage.objects.filter(pk=three[1].pk).update(first_published_at=published)
    InitiativePage.objects.filter(pk=three[2].pk).update(first_published_at=None, confirmed_on=None)
    index(*InitiativePage.objects.filter(pk__in=[page.pk for page in three]))

    # At half past midnight in Paris, the sheet is one of the next day.
    assert titles(search(SearchRequest(query="lanterne", sort="nouveautes"))) == [
        page.title for page in (three[1], three[0], three[2])
    ]


def test_pages_follow_one_another(three: list[InitiativePage]) -> None:
    first = search(SearchRequest(query="lanterne", sort="nom", per_page=2))
    second = search(SearchRequest(query="lanterne", sort="nom", per_page=2, page=2))

    assert first.pages == second.pages == 2
    assert len(titles(first)) == 2
    assert set(titles(first)) | set(titles(second)) == {page.title for page in three}


def test_found_words_are_shown_and_the_rest_is_escaped() -> None:
    page = InitiativePageFactory(title="Des écoles <b>reliées</b>", summary="L’école & la mairie")
    index(page)

    hit = search(SearchRequest(query="ecole")).hits[0]

    assert hit.title == "Des <mark>écoles</mark> &lt;b&gt;reliées&lt;/b&gt;"
    assert hit.summary == "<mark>L’école</mark> &amp; la mairie"


@pytest.mark.parametrize("query", ["22300", "22311", "22113", "lanterne 22300"])
def test_a_sheet_is_found_by_the_codes_of_its_commune(query: str) -> None:
    lannion = CollectivityFactory(code="22113", name="Lannion", postal_codes="22300 22311")
    index(
        InitiativePageFactory(title="Une lanterne", parent=CollectivityPageFactory(collectivity=lannion)),
        InitiativePageFactory(title="Un phare"),
    )

    assert titles(search(SearchRequest(query=query))) == ["Une lanterne"]


def test_a_language_without_such_a_sheet_answers_with_the_french_ones() -> None:
    english = Locale.objects.get(language_code="en")
    village = CollectivityPageFactory()
    page = InitiativePageFactory(title="Une lanterne", parent=village)
    other = InitiativePageFactory(title="Un phare", parent=village)
    translated = other.copy_for_translation(english, copy_parents=True)
    translated.title = "Un phare breton"
    translated.save_revision().publish()
    index(page, other, translated)

    def found(query: str) -> tuple[str, list[str]]:
        result = search(SearchRequest(query=query, language="en"))
        return result.language, titles(result)

    assert found("phare") == ("en", ["Un phare breton"])
    assert found("lanterne") == ("fr", ["Une lanterne"])
    assert found("xylophone")[1] == []


def test_an_excerpt_keeps_the_fields_apart() -> None:
    index(
        InitiativePageFactory(title="Une lanterne", cost_detail="", staff_time="Un mi-temps", contact_role="Un mécène")
    )

    assert "Un <mark>mi-temps</mark> · " in search(SearchRequest(query="mi-temps")).hits[0].excerpt
    assert " · Un <mark>mécène</mark>" in search(SearchRequest(query="mécène")).hits[0].excerpt


def test_words_of_the_text_alone_are_shown_in_an_excerpt() -> None:
    page = InitiativePageFactory(
        title="Des écoles",
        summary="Reliées",
        body=[("paragraph", "<p>Avant tout. Les élèves ont posé un <b>&lt;thermomètre&gt;</b> dans la cour.</p>")],
        results="<ul><li>Deux baromètres</li></ul>",
    )
    index(page)

    assert search(SearchRequest(query="ecole")).hits[0].excerpt == ""
    excerpt = search(SearchRequest(query="thermometres")).hits[0].excerpt
    assert "posé un &lt;<mark>thermomètre</mark>&gt; dans la cour" in excerpt
    assert "<mark>baromètres</mark>" in search(SearchRequest(query="école barometre")).hits[0].excerpt


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  wifi   gratuit ", "wifi gratuit"),
        ("a\x00b\x1fc", "a b c"),
        ("x" * 10_000, "x" * 255),
        (" \t\n", ""),
        ("e\u0301cole", "école"),
    ],
)
def test_what_is_typed_is_cleaned(typed: str, kept: str) -> None:
    assert request(q=typed).query == kept


@pytest.mark.parametrize(
    ("typed", "page"), [("3", 3), ("abc", 1), ("-1", 1), ("0", 1), ("99999", MAX_PAGE), ("9" * 400, 1), ("²", 1)]
)
def test_the_page_makes_sense(typed: str, page: int) -> None:
    assert request(page=typed).page == page


def test_a_new_theme_is_found_and_counted_as_soon_as_it_is_published(django_capture_on_commit_callbacks: Any) -> None:
    page = InitiativePageFactory(title="Une girouette")
    with django_capture_on_commit_callbacks(execute=True):
        page.themes = [theme("expression-citoyenne")]
        page.save_revision().publish()

    assert counts(search(SearchRequest(query="girouette")), "theme") == {"expression-citoyenne": 1}
    assert search(SearchRequest(query="girouette expression citoyenne")).total == 1


def test_the_cost_does_not_grow_with_the_hits(three: list[InitiativePage]) -> None:
    search(SearchRequest(query="lanterne"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        search(SearchRequest(query="lanterne"))
    parent = CollectivityPageFactory()
    index(*[InitiativePageFactory(parent=parent, title=f"Lanterne {n}", themes=[theme()]) for n in range(15)])
    with CaptureQueriesContext(connection) as many:
        search(SearchRequest(query="lanterne"))
    assert len(many) == len(few) <= 9


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")
def test_postgresql_reads_the_index_of_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW random_page_cost")
        assert cursor.fetchone() == ("1.1",)


def test_the_address_of_a_merged_theme_leads_to_the_one_that_took_its_place(
    superuser: Any, django_capture_on_commit_callbacks: Any
) -> None:
    sheet = InitiativePageFactory(title="Le bus", themes=[theme("acces-public")])
    index(sheet)
    with django_capture_on_commit_callbacks(execute=True):
        merge(theme("acces-public"), theme("e-administration"), superuser)
    result = search(request(theme=["acces-public", "e-administration"]))
    assert titles(result) == ["Le bus"]
    assert result.request.filters == {"theme": ("e-administration",)}
    assert counts(result, "theme") == {"e-administration": 1}
