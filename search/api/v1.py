"""The first version of the API: its resources, its errors, and what its schema says of them."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from portal.licence import LICENCE, LICENCE_NAME
from search.api import collectivities, initiatives, labels, themes
from search.api.problems import MEDIA_TYPE, SCHEMA, TITLES, problem, refusal

ERRORS = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS)
"""What any resource may answer; one that is named in the address may also not be found."""


class LegibleJSON(JSONRenderer):
    """Accents as they are written: the answers are French."""

    json_dumps_params = {"ensure_ascii": False}


class PortalAPI(NinjaAPI):
    """Its schema tells the problems that each resource may answer."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"]["Probleme"] = SCHEMA
        for path, operations in schema["paths"].items():
            statuses = (*ERRORS, HTTPStatus.NOT_FOUND) if "{" in path else ERRORS
            for operation in operations.values():
                operation["responses"] |= {str(status.value): _told(status) for status in statuses}
        return schema


def _told(status: HTTPStatus) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Probleme"}}}
    return {"description": TITLES[status], "content": content}


api = PortalAPI(
    title=f"API de {settings.WAGTAIL_SITE_NAME}",
    version="1",
    description="Les initiatives publiées, les collectivités, les thèmes et les labels, en lecture seule et sans clé.",
    urls_namespace="api-v1",
    docs_url=None,
    renderer=LegibleJSON(),
    servers=[{"url": settings.PUBLIC_URL}],
    openapi_extra={"info": {"license": {"name": LICENCE_NAME, "url": LICENCE}}},
)
api.add_router("/initiatives", initiatives.router)
api.add_router("/collectivites", collectivities.router)
api.add_router("/themes", themes.router)
api.add_router("/labels", labels.router)


@api.exception_handler(ValidationError)
def refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return refusal(error.errors)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "Cette ressource n’existe pas, ou n’est pas publique.")


@api.exception_handler(SuspiciousOperation)
def unreadable(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
    return problem(HTTPStatus.BAD_REQUEST, "Cette adresse ne se lit pas : elle a trop de paramètres.")


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    """What stands under the API and is none of its resources: told as the API tells things."""
    return problem(HTTPStatus.NOT_FOUND, f"Les ressources sont décrites à {settings.PUBLIC_URL}/api/v1/.")
