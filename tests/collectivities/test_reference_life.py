"""What becomes of pages, sheets, members and addresses when the reference data change."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from collectivities.enums import CollectivityKind, SizeClass
from collectivities.models import Collectivity, CollectivityPage, Membership
from collectivities.registration import register_collectivity
from collectivities.tasks import refresh_pages
from initiatives.models import InitiativePage
from initiatives.tasks import refresh_territories
from search.facade import search
from search.request import SearchRequest
from tests.collectivities.reference_files import FILES, MANIFEST, load, write
from tests.factories import CustomImageFactory, InitiativePageFactory, UserFactory

pytestmark = pytest.mark.django_db

COMMUNES = FILES["communes.csv.gz"]
HEADER = "ancien,actuel,genre\n"


@pytest.fixture
def follow(folder: Path, django_capture_on_commit_callbacks: Callable) -> Callable[..., str]:
    """Load the files again, with changes, and let what follows happen."""

    def again(dry_run: bool = False, **files: str) -> str:
        for name, text in files.items():
            write(folder, {"communes": "communes.csv.gz", "epci": "epci.csv", "fusions": "fusions.csv"}[name], text)
        counts = {name: len((folder / name).read_text().splitlines()) - 1 for name in ("epci.csv",)}
        if "communes" in files:
            counts["communes.csv.gz"] = len(files["communes"].splitlines()) - 1
        if "fusions" in files:
            counts["fusions.csv"] = len(files["fusions"].splitlines()) - 1
        announced = {"regions.csv": 2, "departements.csv": 3, "communes.csv.gz": 3, **counts}
        rows = "".join(f'"{name}" = {count}\n' for name, count in announced.items())
        (folder / "manifest.toml").write_text(f"[rows]\n{rows}", encoding="utf-8")
        with django_capture_on_commit_callbacks(execute=True):
            return load(folder, dry_run=dry_run)

    return again


def commune(code: str) -> Collectivity:
    return Collectivity.objects.get(kind=CollectivityKind.COMMUNE, code=code)


def registered(code: str) -> CollectivityPage:
    return register_collectivity(commune(code))


RENAMED = COMMUNES.replace("22046,Le Mené", "22046,Le Mené-Bretagne")
MERGED = COMMUNES.replace("22046,Le Mené,22,53,200067981,6556,22330|22210,48.28,-2.53\n", "")
FUSION = f"{HEADER}22046,56083,commune\n"


class TestRenaming:
    def test_the_old_address_leads_to_the_new_one(self, follow: Callable, client: Client) -> None:
        follow()
        before = commune("22046").get_absolute_url()
        follow(communes=RENAMED)
        response = client.get(f"{before}?page=2")
        assert response.status_code == 301
        assert response.headers["Location"] == "/communes/22046-le-mene-bretagne/?page=2"

    def test_the_page_and_its_sheets_follow(self, follow: Callable, client: Client) -> None:
        follow()
        page = registered("22046")
        sheet = InitiativePageFactory(parent=page, slug="bus")
        follow(communes=RENAMED)
        page.refresh_from_db()
        assert (page.title, page.draft_title, page.slug) == ("Le Mené-Bretagne",) * 2 + ("22046-le-mene-bretagne",)
        new = InitiativePage.objects.get(pk=sheet.pk).get_url()
        assert new == "/communes/22046-le-mene-bretagne/bus/"
        assert client.get("/communes/22046-le-mene/bus/", follow=True).redirect_chain == [(new, 301)]

    def test_every_language_follows(self, follow: Callable) -> None:
        follow()
        page = registered("22046")
        sheet = InitiativePageFactory(parent=page)
        sheet.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        follow(communes=RENAMED)
        titles = set(CollectivityPage.objects.filter(collectivity__code="22046").values_list("title", "slug"))
        assert titles == {("Le Mené-Bretagne", "22046-le-mene-bretagne")}

    def test_a_draft_written_before_takes_nothing_back(self, follow: Callable) -> None:
        follow()
        page = registered("22046")
        page.introduction = "<p>Un brouillon.</p>"
        page.save_revision()
        follow(communes=RENAMED)
        draft = CollectivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert draft.title == "Le Mené-Bretagne"
        CollectivityPage.objects.get(pk=page.pk).latest_revision.publish()
        page.refresh_from_db()
        assert (page.title, page.introduction) == ("Le Mené-Bretagne", "<p>Un brouillon.</p>")

    def test_sheets_are_found_by_the_new_name(self, follow: Callable) -> None:
        follow()
        sheet = InitiativePageFactory(parent=registered("56083"))
        follow(communes=COMMUNES.replace("Hennebont", "Henbont"))
        assert [hit.page.pk for hit in search(SearchRequest(query="henbont")).hits] == [sheet.pk]

    def test_the_number_of_queries_does_not_grow_with_pages_that_keep_their_name(
        self, follow: Callable, folder: Path
    ) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                refresh_pages.call()
                refresh_territories.call(keys=[])
            return len(captured)

        follow()
        InitiativePageFactory(parent=registered("22046"))
        few = queries()
        for code in ("56083", "94038"):
            page = registered(code)
            for _number in range(3):
                InitiativePageFactory(parent=page)
        assert queries() == few


class TestTerritories:
    def test_sheets_take_the_new_territories(self, follow: Callable) -> None:
        follow()
        sheet = InitiativePageFactory(parent=registered("94038"))
        moved = COMMUNES.replace("94038,L'Haÿ-les-Roses,94,11,,31417", "94038,L'Haÿ-les-Roses,56,53,200067981,1417")
        follow(communes=moved)
        sheet = InitiativePage.objects.get(pk=sheet.pk)
        assert sheet.departement.code == "56"
        assert sheet.region.code == "53"
        assert sheet.intercommunality.code == "200067981"
        assert sheet.size_class == SizeClass.VILLAGE
        assert search(SearchRequest(filters={"region": ("53",)})).total == 1
        assert [hit.page.pk for hit in search(SearchRequest(query="morbihan")).hits] == [sheet.pk]

    def test_a_sheet_keeps_its_other_values(self, follow: Callable) -> None:
        follow()
        sheet = InitiativePageFactory(parent=registered("94038"), title="Le titre publié")
        sheet.title = "Un titre à l'étude"
        sheet.save_revision()
        follow(communes=COMMUNES.replace(",94,11,,31417", ",94,11,200067981,31417"))
        assert InitiativePage.objects.get(pk=sheet.pk).title == "Le titre publié"

    def test_a_draft_written_before_is_published_in_todays_territory(self, follow: Callable) -> None:
        follow()
        sheet = InitiativePageFactory(parent=registered("94038"))
        sheet.save_revision()
        follow(communes=COMMUNES.replace(",94,11,,31417", ",94,11,200067981,31417"))
        InitiativePage.objects.get(pk=sheet.pk).latest_revision.publish()
        assert InitiativePage.objects.get(pk=sheet.pk).intercommunality.code == "200067981"

    def test_a_sheet_moved_below_another_commune_is_that_ones(
        self, follow: Callable, django_capture_on_commit_callbacks: Callable
    ) -> None:
        follow()
        sheet = InitiativePageFactory(parent=registered("22046"))
        target = registered("94038")
        with django_capture_on_commit_callbacks(execute=True):
            sheet.move(CollectivityPage.objects.get(pk=target.pk), pos="last-child")
        sheet = InitiativePage.objects.get(pk=sheet.pk)
        assert (sheet.collectivity.code, sheet.departement.code, sheet.region.code) == ("94038", "94", "11")


class TestMerging:
    def test_the_former_code_leads_to_the_new_commune(self, follow: Callable, client: Client) -> None:
        follow()
        output = follow(communes=MERGED, fusions=FUSION)
        assert "1 merged: commune 22046 → 56083" in output
        assert "no longer described" not in output
        assert commune("56083").former_codes == "22046"
        assert not Collectivity.objects.filter(code="22046").exists()
        for prefix in ("", "/en", "/br"):
            response = client.get(f"{prefix}/communes/22046-le-mene/")
            assert response.status_code == 301
            assert response.headers["Location"] == f"{prefix}/communes/56083-hennebont/"

    def test_a_first_load_knows_the_former_codes(self, follow: Callable, client: Client) -> None:
        follow(communes=MERGED, fusions=FUSION)
        assert client.get("/communes/22046/").headers["Location"] == "/communes/56083-hennebont/"

    def test_a_later_load_without_the_list_forgets_none(self, follow: Callable) -> None:
        follow(communes=MERGED, fusions=FUSION)
        assert "0 updated" in follow(communes=MERGED)
        assert commune("56083").former_codes == "22046"

    def test_a_second_load_changes_nothing(self, follow: Callable) -> None:
        follow()
        follow(communes=MERGED, fusions=FUSION)
        output = follow(communes=MERGED, fusions=FUSION)
        assert output.startswith("0 created, 0 updated")
        assert "merged" not in output

    def test_the_list_finds_it_by_its_former_code(self, follow: Callable, client: Client) -> None:
        follow(communes=MERGED, fusions=FUSION)
        assert "Hennebont" in client.get("/communes/", {"q": "22046"}).content.decode()

    def test_its_page_becomes_the_new_communes(self, follow: Callable, client: Client) -> None:
        follow()
        page = registered("22046")
        sheet = InitiativePageFactory(parent=page, slug="bus")
        sheet.save_revision()
        follow(communes=MERGED, fusions=FUSION)
        page = CollectivityPage.objects.get(pk=page.pk)
        assert (page.collectivity.code, page.title, page.slug) == ("56083", "Hennebont", "56083-hennebont")
        sheet = InitiativePage.objects.get(pk=sheet.pk)
        assert (sheet.collectivity.code, sheet.departement.code) == ("56083", "56")
        assert sheet.get_latest_revision_as_object().collectivity.code == "56083"
        assert client.get("/communes/22046-le-mene/bus/").headers["Location"] == "/communes/56083-hennebont/bus/"
        assert client.get("/communes/56083-hennebont/bus/").status_code == 200

    def test_sheets_join_those_of_a_commune_that_has_a_page(self, follow: Callable, client: Client) -> None:
        follow()
        old, new = registered("22046"), registered("56083")
        theirs = InitiativePageFactory(parent=new, slug="bus", title="Le bus de Hennebont")
        mine = InitiativePageFactory(parent=old, slug="bus", title="Le bus du Mené")
        mine.save_revision()
        other = InitiativePageFactory(parent=old, slug="atelier")
        draft = InitiativePageFactory(parent=old, slug="projet", live=False)
        follow(communes=MERGED, fusions=FUSION)
        assert not CollectivityPage.objects.filter(pk=old.pk).exists()
        sheets = {page.slug: page for page in InitiativePage.objects.child_of(CollectivityPage.objects.get(pk=new.pk))}
        assert {slug: page.pk for slug, page in sheets.items()} == {
            "bus": theirs.pk, "bus-22046": mine.pk, "atelier": other.pk, "projet": draft.pk,
        }  # fmt: skip
        assert {page.collectivity.code for page in sheets.values()} == {"56083"}
        assert sheets["bus-22046"].get_latest_revision_as_object().slug == "bus-22046"
        for slug, expected in (("atelier", "atelier"), ("bus", "bus-22046")):
            answer = client.get(f"/communes/22046-le-mene/{slug}/", follow=True)
            assert answer.context["page"].pk == sheets[expected].pk

    def test_members_and_files_follow(self, follow: Callable) -> None:
        follow()
        both, only = UserFactory(), UserFactory()
        for code, user in (("22046", both), ("56083", both), ("22046", only)):
            Membership.objects.create(user=user, collectivity=commune(code))
        image = CustomImageFactory(collectivity=commune("22046"))
        follow(communes=MERGED, fusions=FUSION)
        held = set(Membership.objects.values_list("user_id", "collectivity__code"))
        assert held == {(both.pk, "56083"), (only.pk, "56083")}
        image.refresh_from_db()
        assert image.collectivity == commune("56083")

    def test_an_intercommunality_that_merges_takes_its_communes_along(self, follow: Callable) -> None:
        follow()
        sheet = InitiativePageFactory(parent=registered("22046"))
        new = "siren,nom,type\n200099999,CC du Kreiz,CC\n"
        follow(
            communes=COMMUNES.replace("200067981", "200099999"),
            epci=new,
            fusions=f"{HEADER}200067981,200099999,intercommunalite\n",
        )
        assert Collectivity.objects.intercommunalities().get().former_codes == "200067981"
        assert InitiativePage.objects.get(pk=sheet.pk).intercommunality.name == "Communauté de communes du Kreiz"

    def test_a_dry_run_says_it_and_changes_nothing(self, follow: Callable) -> None:
        follow()
        page = registered("22046")
        assert "1 would be merged: commune 22046 → 56083" in follow(communes=MERGED, fusions=FUSION, dry_run=True)
        assert commune("22046").pages.get().pk == page.pk
        assert commune("56083").former_codes == ""

    @pytest.mark.parametrize(
        ("fusions", "message"),
        [
            (f"{HEADER}22046,99999,commune\n", "fusions.csv, line 2: « actuel » refers to '99999'"),
            (f"{HEADER}56083,94038,commune\n", "line 2: 56083 is still described by the files"),
            (f"{HEADER}22046,56083,canton\n", "line 2: « genre » is none of"),
            (f"{HEADER}22046,56083,commune\n22046,94038,commune\n", "line 3: code 22046 stands twice"),
            (f"{HEADER}deux,56083,commune\n", "line 2: bad code 'deux'"),
            ("ancien,actuel\n22046,56083\n", "line 1: the columns are"),
        ],
    )
    def test_a_wrong_list_changes_nothing_and_names_the_line(
        self, fusions: str, message: str, follow: Callable
    ) -> None:
        follow()
        with pytest.raises(CommandError, match=message):
            follow(communes=MERGED, fusions=fusions)
        assert commune("22046").name == "Le Mené"

    def test_a_list_that_is_announced_and_missing_is_named(self, follow: Callable, folder: Path) -> None:
        follow()
        (folder / "manifest.toml").write_text(f'{MANIFEST}"fusions.csv" = 1\n', encoding="utf-8")
        with pytest.raises(CommandError, match=r"fusions\.csv"):
            load(folder)


class TestAddresses:
    @pytest.mark.parametrize(
        "path",
        [
            "communes/56083-hennebont/bus/",
            "communes/99999-nulle-part/",
            "communes/hennebont/",
            "en/communes/56083-hennebont/x/",
        ],
    )
    def test_what_is_nowhere_is_not_found_at_once(self, path: str, follow: Callable, client: Client) -> None:
        follow()
        assert client.get(f"/{path}").status_code == 404

    def test_an_untranslated_sheet_says_where_it_is(self, follow: Callable, client: Client) -> None:
        follow()
        sheet: Any = InitiativePageFactory(parent=registered("56083"), slug="bus", title="Le bus de Hennebont")
        response = client.get("/en/communes/56083-hennebont/bus/")
        assert response.status_code == 404
        assert (
            f'<a href="{sheet.get_url()}" hreflang="fr" lang="fr">Le bus de Hennebont</a>' in response.content.decode()
        )
