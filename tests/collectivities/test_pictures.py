"""The files of images: made by a task, never while a reader waits."""

import io

import pytest
from django.core.files.images import ImageFile
from django.core.management import call_command
from django.template import Context, Template
from html5lib import parseFragment
from PIL import Image

from collectivities.models import CustomImage, CustomRendition
from tests.factories import ArticlePageFactory, CustomImageFactory, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = CustomImageFactory(file=ImageFile(io.BytesIO(png(640, 400)), name="mairie.png"))
    image.refresh_from_db()
    return image


def shown(image, **options):
    arguments = " ".join(f"{name}={value!r}" for name, value in options.items())
    html = Template(f"{{% load portal_tags %}}{{% picture image {arguments} %}}").render(Context({"image": image}))
    return parseFragment(html, namespaceHTMLElements=False)[0]


def test_an_upload_gets_its_files(image):
    assert {kind: sorted(files) for kind, files in image.sources.items()} == {
        "avif": ["1200", "400", "800"],
        "webp": ["1200", "400", "800"],
    }
    with image.file.storage.open(image.sources["avif"]["400"]) as file, Image.open(file) as drawn:
        assert (drawn.format, drawn.size) == ("AVIF", (400, 250))


def test_the_best_format_comes_first_and_nothing_moves_while_it_loads(image):
    picture = shown(image, alt="La mairie")
    assert [source.attrib["type"] for source in picture.findall("source")] == ["image/avif", "image/webp"]
    img = picture.find("img")
    assert img.attrib["src"] == image.file.storage.url(image.sources["webp"]["800"])
    assert (img.attrib["width"], img.attrib["height"], img.attrib["alt"]) == ("800", "500", "La mairie")
    assert img.attrib["loading"] == "lazy"


def test_what_is_seen_first_is_not_put_off(image):
    img = shown(image, eager=True).find("img")
    assert "loading" not in img.attrib
    assert img.attrib["fetchpriority"] == "high"


def test_a_page_answers_before_the_files_are_made(client):
    image = CustomImageFactory()
    response = client.get(ArticlePageFactory(image=image).url)
    assert image.file.url in response.text
    assert not CustomRendition.objects.exists()


def test_showing_a_picture_asks_for_nothing(image, django_assert_num_queries):
    with django_assert_num_queries(0):
        shown(image)


def test_another_file_makes_the_old_ones_out_of_date(image, django_capture_on_commit_callbacks):
    before = image.sources
    with django_capture_on_commit_callbacks(execute=True):
        image.renditions.all().delete()
        image.file = ImageFile(io.BytesIO(png(800, 500)), name="ecole.png")
        image.save()
    image.refresh_from_db()
    assert image.sources
    assert image.sources != before


def test_a_new_point_of_interest_draws_again(image, django_capture_on_commit_callbacks):
    before = image.sources
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_point_x, image.focal_point_y = 10, 10
        image.focal_point_width = image.focal_point_height = 20
        image.save()
    image.refresh_from_db()
    assert image.sources
    assert image.sources != before


def test_a_new_title_draws_nothing(image, django_capture_on_commit_callbacks):
    drawn = set(image.renditions.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        image.title = "La mairie, en hiver"
        image.save()
    assert CustomImage.objects.get(pk=image.pk).sources == image.sources
    assert set(image.renditions.values_list("pk", flat=True)) == drawn


def test_files_that_are_gone_are_not_named(image):
    image.renditions.all().delete()
    image.refresh_from_db()
    assert image.sources == {}
    assert shown(image).find("img").attrib["src"] == image.file.url


def test_the_command_draws_what_has_no_files(image, capsys, django_capture_on_commit_callbacks):
    image.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("draw_images")
    image.refresh_from_db()
    assert image.sources
    call_command("draw_images")
    assert capsys.readouterr().out.splitlines() == ["1 images.", "0 images."]


def test_an_image_that_cannot_be_read_stays_as_it_is(caplog, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = CustomImageFactory()
        image.file.storage.delete(image.file.name)
    assert CustomImage.objects.get(pk=image.pk).sources == {}
    assert "cannot be read" in caplog.text


def test_an_image_deleted_meanwhile_is_nobodys_problem(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        CustomImageFactory().delete()
    assert not CustomImage.objects.exists()
