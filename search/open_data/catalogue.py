"""The catalogue of the datasets as DCAT in JSON-LD, by which data.gouv.fr and others gather them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from portal.addresses import whole_address
from portal.languages import in_french
from portal.licence import LICENCE
from search.models import DataFile
from search.open_data.addresses import file_address, page_of, schema_address
from search.open_data.datasets import DATASETS, Dataset
from search.open_data.formats import BY_EXTENSION, as_json

EUROPE = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FRENCH = {"@id": f"{EUROPE}/language/FRA"}
LICENCE_OF_ALL = {"@id": LICENCE}


def catalogue() -> dict[str, Any]:
    """What there is, in French; a dataset that was never produced has no distribution yet."""
    with in_french():
        files = list(DataFile.objects.latest_of_each().order_by("pk"))
        return {
            "@context": CONTEXT,
            "@id": page_of(),
            "@type": "dcat:Catalog",
            "dct:title": _french(_("Données ouvertes de %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}),
            "dct:description": _french(
                _("Les initiatives numériques des communes, et les communes qui les présentent.")
            ),
            "dct:publisher": _publisher(),
            "dct:language": FRENCH,
            "dct:license": LICENCE_OF_ALL,
            "foaf:homepage": {"@id": page_of()},
            "dcat:dataset": [_dataset(dataset, files) for dataset in DATASETS],
            "dcat:service": _service(),
        }


def _service() -> dict[str, Any]:
    root = whole_address("/api/v1/")
    return {
        "@id": root,
        "@type": "dcat:DataService",
        "dct:title": _french(_("API de %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}),
        "dct:publisher": _publisher(),
        "dct:license": LICENCE_OF_ALL,
        "dcat:endpointURL": {"@id": root},
        "dcat:endpointDescription": {"@id": f"{root}openapi.json"},
        "dcat:landingPage": {"@id": root},
        "dcat:servesDataset": [{"@id": page_of(dataset.name)} for dataset in DATASETS],
    }


def _dataset(dataset: Dataset, files: Iterable[DataFile]) -> dict[str, Any]:
    own = [file for file in files if file.dataset == dataset.name]
    described: dict[str, Any] = {
        "@id": page_of(dataset.name),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": _french(dataset.title),
        "dct:description": _french(dataset.description),
        "dct:publisher": _publisher(),
        "dct:language": FRENCH,
        "dct:license": LICENCE_OF_ALL,
        "dct:conformsTo": {"@id": whole_address(schema_address(dataset.name)), "@type": "dct:Standard"},
        "dct:accrualPeriodicity": {"@id": f"{EUROPE}/frequency/DAILY"},
        "dct:spatial": {"@id": f"{EUROPE}/country/FRA"},
        "dcat:theme": {"@id": f"{EUROPE}/data-theme/GOVE"},
        "dcat:landingPage": {"@id": page_of(dataset.name)},
        "dcat:distribution": [_distribution(file) for file in own],
    }
    if own:
        described["dct:modified"] = _moment(own[-1])
    return described


def _distribution(file: DataFile) -> dict[str, Any]:
    form = BY_EXTENSION[file.extension]
    address = whole_address(file_address(file.dataset, file.extension))
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": _french(f"{file} ({form.name})"),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": form.name},
        "dct:license": LICENCE_OF_ALL,
        "dct:modified": _moment(file),
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.digest, "@type": "xsd:hexBinary"},
        },
    }


def _publisher() -> dict[str, Any]:
    return {
        "@id": whole_address("/"),
        "@type": "foaf:Organization",
        "foaf:name": settings.WAGTAIL_SITE_NAME,
        "foaf:homepage": {"@id": whole_address("/")},
    }


def _french(text: Any) -> dict[str, str]:
    return {"@language": "fr", "@value": str(text)}


def _moment(file: DataFile) -> dict[str, str]:
    return {"@value": as_json(file.produced_at), "@type": "xsd:dateTime"}
