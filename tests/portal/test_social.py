"""The images pages are shared with: drawn once, for public pages only, at an address that changes with the words."""

import io

import pytest
from PIL import Image

from collectivities.models import CustomImage
from portal.models import PortalSettings
from portal.social import sprite
from portal.social.cards import SIZE, Card
from portal.social.drawing import SCALE, TEXT_WIDTH, draw, fitted
from tests.factories import (
    ArticlePageFactory,
    CollectivityPageFactory,
    CustomImageFactory,
    InitiativePageFactory,
    theme,
)
from tests.pages import metas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def sheet():
    return InitiativePageFactory(title="Le bus des écrans", slug="bus", themes=[theme()])


def test_the_image_is_a_small_png_of_the_right_size_kept_for_a_year(client, sheet):
    response = client.get(sheet.social_card().url)
    data = response.getvalue()
    assert response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"]
    assert Image.open(io.BytesIO(data)).size == SIZE
    assert len(data) < 100_000


def test_it_is_drawn_once_until_its_words_change(client, sheet, var, monkeypatch):
    drawings = []
    monkeypatch.setattr("portal.social.views.draw", lambda card, mark: drawings.append(card.title) or draw(card, mark))
    old = sheet.social_card().url
    for _time in range(2):
        client.get(old).getvalue()
    sheet.title = "Le car des écrans"
    sheet.save()
    assert sheet.social_card().url != old
    client.get(sheet.social_card().url).getvalue()
    assert drawings == ["Le bus des écrans", "Le car des écrans"]
    assert [path.name for path in (var / "social").iterdir()] == [f"page-{sheet.pk}.png"]


def test_an_address_with_other_words_leads_to_the_present_image(client, sheet):
    response = client.get(f"/partage/page/{sheet.pk}/autre.png")
    assert response.status_code == 302
    assert response["Location"] == sheet.social_card().url


@pytest.mark.parametrize("address", ["/partage/page/999999/x.png", "/partage/texte/1/x.png", "/partage/theme/0/x.png"])
def test_nothing_is_drawn_for_what_does_not_exist(client, address, var):
    assert client.get(address).status_code == 404
    assert not (var / "social").exists()


def test_nothing_is_drawn_of_a_draft(client):
    draft = InitiativePageFactory(live=False)
    assert client.get(draft.social_card().url).status_code == 404


def test_what_is_written_is_the_title_the_commune_and_the_theme(sheet):
    card = sheet.social_card()
    assert (card.title, card.kicker, card.color) == ("Le bus des écrans", "Accès public", "acces")
    assert card.place == sheet.collectivity.full_name
    page = CollectivityPageFactory(collectivity__name="Hennebont")
    assert page.social_card() == Card("page", page.pk, "Hennebont", kicker="Côtes-d'Armor", is_place=True)


def test_a_theme_has_its_image(client):
    card = theme("expression-citoyenne").social_card()
    assert card.color == "voix"
    assert client.get(card.url).getvalue().startswith(b"\x89PNG")


def test_the_language_of_who_asks_changes_nothing(client, sheet):
    url = sheet.social_card().url
    response = client.get(url, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    response.getvalue()


def test_the_editors_image_goes_before_the_one_that_is_drawn(client):
    image: CustomImage = CustomImageFactory()
    page = ArticlePageFactory(social_image=image)
    assert "/media/images/" in metas(client.get(page.url))["og:image"]


def test_pages_without_a_tree_are_shared_with_the_image_of_the_portal(client, home):
    assert "og:image" not in metas(client.get("/recherche/"))
    PortalSettings.objects.update_or_create(site=home.get_site(), defaults={"social_image": CustomImageFactory()})
    assert "/media/images/" in metas(client.get("/recherche/"))["og:image"]


@pytest.mark.parametrize("title", ["Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", "mot " * 90, "x" * 300, ""])
def test_whatever_the_title_it_stays_within_its_place(title):
    letters, lines = fitted(title)
    assert all(letters.getlength(line) <= TEXT_WIDTH * SCALE for line in lines)
    assert len(lines) * letters.size <= 340 * SCALE


@pytest.mark.parametrize("color", ["acces", "eadmin", "infos", "voix", "ecole", "neutre"])
def test_the_tiles_are_those_of_the_sprite(color):
    shapes = sprite.symbol(f"m-{color}")
    assert len(shapes) >= 12
    assert {shape.paint for shape in shapes} <= {"t-art", "t-mid", "mimosa"}
    assert all(-3 <= value <= 603 for shape in shapes for point in shape.points for value in point)


def test_a_quarter_of_a_disc_is_drawn_round():
    (outline,) = sprite.outlines("M0 0h100A100 100 0 0 1 0 100z")
    assert outline[:2] == [(0, 0), (100, 0)]
    middle = outline[len(outline) // 2]
    assert abs((middle[0] ** 2 + middle[1] ** 2) ** 0.5 - 100) < 0.01
    assert middle[0] > 0
    assert middle[1] > 0
