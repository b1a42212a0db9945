"""The schema of a dataset as a Table Schema (datapackage.org), which describes its CSV file to machines."""

from typing import Any

from portal.languages import in_french
from search.open_data.columns import WORDS, Column
from search.open_data.datasets import Dataset
from search.open_data.formats import SEPARATOR

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def table_schema(dataset: Dataset) -> dict[str, Any]:
    with in_french():
        return {
            "$schema": PROFILE,
            "name": dataset.name,
            "title": str(dataset.title),
            "fields": [_field(column) for column in dataset.columns],
            "missingValues": [""],
        }


def _field(column: Column) -> dict[str, Any]:
    field = {
        "name": column.name,
        "type": column.kind.table_type,
        "format": column.kind.table_format,
        "description": str(column.meaning),
    }
    if column.kind == WORDS:
        field |= {"delimiter": SEPARATOR, "itemType": "string"}
    return field
