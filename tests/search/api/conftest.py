"""The datasets are read beside the API, which gives the same."""

from tests.search.open_data.conftest import in_json

__all__ = ["in_json"]
