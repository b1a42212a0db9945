"""The sheets of a collectivité that may prove something in its dossier."""

from typing import Any

from collectivities.models import Collectivity
from initiatives.models import InitiativePage


def own_sheets(collectivity: Collectivity) -> Any:
    """Published or being written, the last written first."""
    rows = InitiativePage.objects.filter(collectivity=collectivity, alias_of=None)
    return rows.order_by("-latest_revision_created_at", "pk").defer("body")


def titles_of(collectivity: Collectivity) -> dict[int, str]:
    return dict(own_sheets(collectivity).values_list("pk", "draft_title"))
