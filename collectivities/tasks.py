"""Work in the background of collectivités."""

from django_tasks import task

from collectivities.models import CollectivityPage


@task()
def refresh_pages() -> None:
    """Give the pages of collectivités the names and addresses that the reference has now."""
    for page in CollectivityPage.objects.select_related("collectivity", "locale"):
        collectivity = page.collectivity
        if (page.title, page.slug) != (collectivity.name, collectivity.page_slug):
            page.save()
