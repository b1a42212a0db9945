"""The screens of themes: their addresses, and what their form sends."""

import json

from initiatives.models import Theme

LIST = "wagtailsnippets_initiatives_theme:list"
ADD = "wagtailsnippets_initiatives_theme:add"
EDIT = "wagtailsnippets_initiatives_theme:edit"
MERGE = "wagtailsnippets_initiatives_theme:merge"


def form(row: Theme | None = None, **changes: str) -> dict[str, str]:
    """What the form of a theme sends: as it stands, with changes."""
    values = {"name": "Sobriété", "slug": "sobriete", "icon": "t-neutre", "color": "neutre", "order": "9"}
    values |= {"edition": "2027", "tagline": "", "description": ""}
    if row:
        values |= {name: str(getattr(row, name)) for name in (*Theme.SHARED, *Theme.TRANSLATED) if name != "retired"}
        for other in row.get_translations().select_related("locale"):
            code = other.locale.language_code
            values |= {f"{name}_{code}": getattr(other, name) for name in ("name", "tagline", "description")}
    bodies = dict.fromkeys(("body", "body_en", "body_br"), json.dumps({"blocks": [], "entityMap": {}}))
    return {**values, **bodies, **changes}
