"""What people do in the admin, and what it costs."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from initiatives.enums import Stage


def form(title: str, **more: str) -> dict[str, str]:
    """What the editor of an initiative sends, with everything else left empty."""
    counts = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    rows = {f"{prefix}-{name}": value for prefix in ("comments", "documents") for name, value in counts.items()}
    return {
        "title": title, "slug": "une-fiche", "summary": "Un résumé.", "stage": Stage.RUNNING.value, "body-count": "0",
        **rows, **more,
    }  # fmt: skip


def submit(page: Page, user: Any, **changes: Any) -> Page:
    """The page as its author changed and submitted it, and as it is in the database."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=user)
    page.get_workflow().start(page, user)
    return Page.objects.get(pk=page.pk).specific


def queries(client: Client, address: str) -> int:
    """How many queries an address costs, the second time: the first one fills what is kept."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
