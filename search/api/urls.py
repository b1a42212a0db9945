"""``/api/v1/``. The documentation has an address in every language, the resources have one."""

from typing import Any

from django.urls import path

from search.api import documentation
from search.api.v1 import api, nothing_here

page = [path("", documentation.documentation, name="api_documentation")]
resources: list[Any] = [
    # The French one, before the root that ninja keeps for itself.
    path("", documentation.documentation),
    path("", api.urls),
    path("<path:rest>", nothing_here),
]
