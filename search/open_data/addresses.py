"""The permanent addresses of the datasets. A file has one address, whatever the language of its reader."""

from django.urls import reverse

from portal.addresses import whole_address
from portal.languages import in_french


def file_address(dataset: str, extension: str) -> str:
    return reverse("open_data_file", args=(dataset, extension))


def schema_address(dataset: str) -> str:
    return reverse("open_data_schema", args=(dataset,))


def page_of(dataset: str = "") -> str:
    """The French page of the datasets, or the place of one of them in it."""
    with in_french():
        return whole_address(reverse("open_data") + (f"#{dataset}" if dataset else ""))
