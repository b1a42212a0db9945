"""Registering a collectivité: it gets its page, in the language of the portal."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage
from portal.models import User


@transaction.atomic
def register_collectivity(collectivity: Collectivity, by: User | None = None) -> CollectivityPage:
    """The page of a collectivité, made and published when there is none yet.

    Raises ``CollectivityIndexPage.DoesNotExist`` for a kind of collectivité that has no index.
    """
    # Two registrations at once would take the same place in the tree: the index row makes them wait for each other.
    index = CollectivityIndexPage.objects.select_for_update().get(
        kind=collectivity.kind, locale__language_code=settings.LANGUAGE_CODE
    )
    page: CollectivityPage | None = CollectivityPage.objects.child_of(index).filter(collectivity=collectivity).first()
    if page:
        return page
    page = CollectivityPage(
        title=collectivity.name,
        slug=collectivity.page_slug,
        collectivity=collectivity,
        locale=index.locale,
        owner=by,
        joined_on=timezone.localdate(),
        live=False,
    )
    index.add_child(instance=page)
    page.save_revision(user=by, log_action=True).publish(user=by)
    return page
