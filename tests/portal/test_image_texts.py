"""The report of pages whose image has no words for a person who does not see it."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from portal.image_texts import images_without_text
from tests.admin import queries
from tests.factories import ArticlePageFactory, CustomImageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/images-sans-texte/"


def block(image: Any, **values: Any) -> tuple[str, dict[str, Any]]:
    return ("image", {"image": image, "alt_text": "", "decorative": False, "caption": "", "credit": "", **values})


@pytest.fixture
def story(django_capture_on_commit_callbacks: Any) -> Any:
    """Makes an article with blocks, and indexes what it refers to."""

    def make(*blocks: Any, **fields: Any) -> Page:
        with django_capture_on_commit_callbacks(execute=True):
            return ArticlePageFactory(body=list(blocks), **fields)

    return make


def test_an_image_of_a_field_is_described_beside_it() -> None:
    image = CustomImageFactory(description="Un bus")
    mute = InitiativePageFactory(image=image, image_alt="")
    InitiativePageFactory(image=image, image_alt="Le bus devant l’école")
    InitiativePageFactory()
    assert images_without_text() == {mute.pk: ["Photo"]}


def test_the_image_of_a_commune_is_described_by_itself(member: Any, client: Client) -> None:
    member.page.image = CustomImageFactory(description="")
    member.page.save()
    assert images_without_text() == {member.page.pk: ["Photo"]}
    member.page.image.description = "La place du marché"
    member.page.image.save()
    assert images_without_text() == {}
    assert 'alt="La place du marché"' in client.get(member.page.url).content.decode()


def test_an_image_among_blocks_is_described_by_its_block(story: Any) -> None:
    image = CustomImageFactory()
    story(block(image, alt_text="Le bus"), block(image, decorative=True), ("paragraph", "<p>Il roule.</p>"))
    mute = story(("paragraph", "<p>Il roule.</p>"), block(image, alt_text="Le bus"), block(image, alt_text="  "))
    assert images_without_text() == {mute.pk: ["Contenu"]}


def test_a_page_nobody_sees_and_a_shared_image_are_left_out(story: Any) -> None:
    image = CustomImageFactory()
    story(block(image), live=False)
    ArticlePageFactory(social_image=image)
    assert images_without_text() == {}


def test_the_report_names_pages_and_places(association_client: Client, story: Any) -> None:
    image = CustomImageFactory()
    page = story(block(image), title="La remise des labels", image=image)
    content = association_client.get(REPORT).content.decode()
    assert "La remise des labels" in content
    assert "Contenu, Image" in content
    export = b"".join(association_client.get(REPORT, {"export": "csv"}).streaming_content).decode()
    assert export.splitlines()[0] == "Page,Type,Images à décrire,Adresse"
    assert f'La remise des labels,Actualité,"Contenu, Image",{page.specific.full_url}' in export
    assert association_client.get(REPORT, {"export": "xlsx"}).status_code == 200


def test_the_report_is_filtered_by_type(association_client: Client, member: Any) -> None:
    image = CustomImageFactory()
    article = ArticlePageFactory(title="La remise des labels", image=image)
    InitiativePageFactory(parent=member.page, title="Le bus", image=image)
    content = association_client.get(f"{REPORT}liste/", {"content_type": article.content_type_id}).content.decode()
    assert "La remise des labels" in content
    assert "Le bus" not in content


def test_nothing_to_describe(association_client: Client) -> None:
    assert "Toutes les images en ligne ont leur texte." in association_client.get(REPORT).content.decode()


def test_the_report_costs_the_same_for_two_pages_and_for_twelve(association_client: Client, story: Any) -> None:
    image = CustomImageFactory()
    for size in (2, 12):
        while len(images_without_text()) < size:
            story(block(image), image=image)
        count = queries(association_client, REPORT)
        if size == 2:
            few = count
    assert count == few


@pytest.mark.parametrize("path", ["images-sans-texte", "a-mettre-a-jour", "a-traduire"])
def test_reports_are_the_associations(path: str, member_client: Client, superuser_client: Client) -> None:
    for results in ("", "liste/"):
        address = f"/admin/reports/{path}/{results}"
        assert member_client.get(address).status_code == 403
        assert member_client.get(address, {"export": "csv"}).status_code == 403
        assert superuser_client.get(address).status_code == 200
