"""Work in the background of collectivités."""

import logging

from django_tasks import task
from wagtail.images.models import SourceImageIOError

from collectivities.file_texts.reading import read_document
from collectivities.models import CollectivityPage, CustomDocument, CustomImage
from portal import page_cache
from portal.pictures import make_sources

logger = logging.getLogger(__name__)


@task()
def refresh_pages() -> None:
    """Give the pages of collectivités the names and addresses that the reference has now."""
    for page in CollectivityPage.objects.select_related("collectivity", "locale"):
        collectivity = page.collectivity
        if (page.title, page.slug) != (collectivity.name, collectivity.page_slug):
            page.save()


@task()
def draw_image(key: int) -> None:
    """Make the files an image is shown with, and let pages show them; nothing to do when it is gone or changed."""
    image = CustomImage.objects.filter(pk=key).first()
    if not image:
        return
    try:
        sources = make_sources(image)
    except SourceImageIOError:
        logger.exception("Image %s cannot be read", key)
        return
    if CustomImage.objects.filter(pk=key, file=image.file).update(sources=sources):
        page_cache.forget_all()


@task()
def read_file(key: int) -> None:
    """Read the text of a document, unless its file was read or it is gone."""
    document = CustomDocument.objects.filter(pk=key).first()
    if document:
        read_document(document)
