"""``/api/v1/themes``: the taxonomy of the sheets."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from django.utils.translation import override
from ninja import Query, Router, Schema

from search.api.parameters import LanguageParameter, refuse_unknown
from search.api.schemas import Theme, in_json
from search.open_data import themes

router = Router()


class ThemeList(Schema):
    total: int
    resultats: list[Theme]


@router.get(
    "",
    response=ThemeList,
    operation_id="lister_themes",
    summary=_("Lister les thèmes"),
    description=_(
        "Tous les thèmes, dans leur ordre, ceux qui sont abandonnés aussi : d’anciennes fiches les portent encore."
    ),
)
def list_themes(request: HttpRequest, asked: Query[LanguageParameter]) -> dict[str, Any]:
    """Those of the edition in force, and those given up."""
    refuse_unknown(request, LanguageParameter)
    with override(asked.langue):
        rows = [in_json(theme, themes.COLUMNS) for theme in themes.in_language(asked.langue)]
    return {"total": len(rows), "resultats": rows}
