"""``/donnees/``: the datasets in words, their files, schemas and catalogue."""

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.licence import LICENCE, LICENCE_NAME
from search.models import DataFile
from search.open_data.addresses import file_address, schema_address
from search.open_data.catalogue import catalogue
from search.open_data.datasets import BY_NAME, DATASETS, Dataset
from search.open_data.formats import BY_EXTENSION, FORMATS, SEPARATOR
from search.open_data.table_schema import table_schema

RETRY_SECONDS = 3_600
FROM_ANYWHERE = {"Access-Control-Allow-Origin": "*"}
"""Pages of other sites may read these files."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file as the page shows it."""

    name: str
    format: str
    address: str
    file: DataFile


@dataclass(frozen=True, slots=True)
class Listed:
    """A dataset as the page shows it; without downloads until it is first produced."""

    dataset: Dataset
    schema: str
    downloads: list[Download]

    @property
    def latest(self) -> DataFile | None:
        return self.downloads[0].file if self.downloads else None


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """The datasets, each with its columns, its licence, its date, its size and its files."""
    files = {(file.dataset, file.extension): file for file in DataFile.objects.latest_of_each()}
    context = {
        "datasets": [_listed(dataset, files) for dataset in DATASETS],
        "licence": LICENCE,
        "licence_name": LICENCE_NAME,
        "separator": SEPARATOR,
    }
    return render(request, "search/open_data.html", context)


def _listed(dataset: Dataset, files: dict[tuple[str, str], DataFile]) -> Listed:
    downloads = [
        Download(f"{dataset.name}.{form.extension}", form.name, file_address(dataset.name, form.extension), file)
        for form in FORMATS
        if (file := files.get((dataset.name, form.extension)))
    ]
    return Listed(dataset, schema_address(dataset.name), downloads)


@require_safe
def data_file(request: HttpRequest, name: str, extension: str) -> HttpResponseBase:
    """The latest file of a dataset; 503 until it is first produced, 304 to who has it already."""
    if name not in BY_NAME or extension not in BY_EXTENSION:
        raise Http404
    file = DataFile.objects.of(name, extension).first()
    if not file:
        text = _("Ce fichier n’est pas encore produit : il le sera la nuit prochaine.")
        headers = {"Retry-After": str(RETRY_SECONDS)}
        return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8", headers=headers)
    return _given(request, file)


def _given(request: HttpRequest, file: DataFile) -> HttpResponseBase:
    moment = int(file.produced_at.timestamp())
    response = get_conditional_response(request, etag=file.etag, last_modified=moment) or FileResponse(
        file.file.open("rb"),
        as_attachment=True,
        filename=str(file),
        content_type=f"{BY_EXTENSION[file.extension].media_type}; charset=utf-8",
    )
    names = {"ETag": file.etag, "Last-Modified": http_date(moment), "Cache-Control": "public, no-cache"}
    for header, value in {**names, **FROM_ANYWHERE}.items():
        response[header] = value
    return response


@require_safe
def data_schema(request: HttpRequest, name: str) -> JsonResponse:
    """The columns of a dataset, for machines."""
    if name not in BY_NAME:
        raise Http404
    return _as_data(table_schema(BY_NAME[name]), "application/json")


@require_safe
def data_catalogue(request: HttpRequest) -> JsonResponse:
    """The catalogue, for the portals that gather datasets."""
    return _as_data(catalogue(), "application/ld+json")


def _as_data(data: dict[str, object], media_type: str) -> JsonResponse:
    options = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(data, json_dumps_params=options, content_type=media_type, headers=FROM_ANYWHERE)
