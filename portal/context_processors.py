"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    return {"SITE_NAME": settings.WAGTAIL_SITE_NAME, "PUBLIC_URL": settings.PUBLIC_URL, "page": None, "breadcrumbs": ()}
