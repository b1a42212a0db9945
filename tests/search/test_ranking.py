"""The order of the first hits, and what it rests on."""

import datetime

import pytest
from django.utils import timezone

from initiatives.models import InitiativePage
from search import ranking
from search.facade import search
from search.models import DocumentText, Word
from search.query import MAX_GROUPS, read
from search.request import SearchRequest
from search.words import recount
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


def sheets(**titles_by_slug: str) -> dict[int, str]:
    parent = CollectivityPageFactory()
    pages = [
        InitiativePageFactory(parent=parent, slug=slug, title=title, summary="Autre chose.")
        for slug, title in titles_by_slug.items()
    ]
    index(*pages)
    return {page.pk: page.slug for page in pages}


def order(query: str, slugs: dict[int, str]) -> list[str]:
    return [slugs[hit.page.pk] for hit in search(SearchRequest(query=query)).hits]


def test_the_form_that_was_typed_comes_before_another() -> None:
    slugs = sheets(plural="Les lanternes", singular="La lanterne", again="Des lanternes")
    assert order("lanterne", slugs)[0] == "singular"
    assert order("lanternes", slugs)[-1] == "singular"


def test_words_next_to_one_another_come_before_scattered_ones() -> None:
    slugs = sheets(apart="Des cartes pour une école et la cantine", together="La cantine et les cartes")
    assert order("carte cantine", slugs) == ["together", "apart"]
    assert order("cantine école", slugs) == ["apart"]


def test_a_title_comes_before_a_summary_that_repeats_and_a_summary_before_a_text() -> None:
    parent = CollectivityPageFactory()
    pages = [
        InitiativePageFactory(
            parent=parent, slug="body", title="Un", summary="Deux", body=[("paragraph", "<p>boussole " * 9 + "</p>")]
        ),
        InitiativePageFactory(parent=parent, slug="summary", title="Trois", summary="La boussole et la boussole"),
        InitiativePageFactory(parent=parent, slug="title", title="Boussole", summary="Quatre"),
    ]
    index(*pages)
    assert order("boussole", {page.pk: page.slug for page in pages}) == ["title", "summary", "body"]


def test_what_a_commune_confirmed_comes_before_what_it_did_not() -> None:
    slugs = sheets(stale="Une lanterne", fresh="Une lanterne", older="Une lanterne")
    pages = {page.slug: page for page in InitiativePage.objects.filter(pk__in=slugs)}
    pages["fresh"].confirmed_on = timezone.localdate()
    pages["older"].confirmed_on = timezone.localdate() - datetime.timedelta(days=800)
    for name in ("fresh", "older"):
        pages[name].save()
    index(*pages.values())
    assert order("lanterne", slugs)[0] == "fresh"


def test_without_all_the_words_those_with_the_rarest_come_and_the_others_do_not() -> None:
    slugs = sheets(
        **{f"ecole-{number}": f"L’école numéro {number}" for number in range(8)}, boussole="La boussole du port"
    )
    recount()
    assert order("école boussole", slugs) == ["boussole"]


def test_rarity_is_that_of_the_stem_whatever_its_forms() -> None:
    sheets(a="Les lanternes", b="La lanterne", c="Un phare")
    recount()
    lantern, lighthouse, nothing = read("lanterne phare xylophone", "fr").groups
    assert 0 < lantern.rarity < lighthouse.rarity
    assert nothing.rarity == 0
    assert all(not group.rarity for group in read("lanterne", "br").groups)


def test_a_long_query_keeps_its_rarest_words_in_their_order() -> None:
    sheets(a="Une boussole", b="Un phare")
    words = " ".join(f"mot{number}" for number in range(30))
    groups = read(f"boussole {words} phare", "fr").groups
    assert len(groups) == MAX_GROUPS
    assert (groups[0].word, groups[-1].word) == ("boussole", "phare")


def test_words_are_counted_by_document_and_forgotten_when_gone() -> None:
    slugs = sheets(a="La lanterne, la lanterne", b="La lanterne", c="Un phare")
    recount()
    counts = dict(Word.objects.filter(language="fr").values_list("word", "documents"))
    assert (counts["lanterne"], counts["phare"]) == (2, 1)

    gone = next(pk for pk, slug in slugs.items() if slug == "c")
    DocumentText.objects.get(pk=gone).document.delete()
    recount()
    assert not Word.objects.filter(word="phare").exists()


def test_a_score_tells_its_parts() -> None:
    slugs = sheets(a="La lanterne du phare")
    scores = ranking.rank(list(slugs), read("lanterne phare", "fr"))
    (score,) = scores.values()
    assert set(score.words) == {"lanterne", "phare"}
    assert score.total >= sum(score.words.values())
    assert score.is_fresh
