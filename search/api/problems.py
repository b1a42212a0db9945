"""How the API says that something is wrong: a « problem » (RFC 9457), in French."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

MEDIA_TYPE = "application/problem+json"
TITLES = {
    HTTPStatus.BAD_REQUEST: "Demande illisible",
    HTTPStatus.NOT_FOUND: "Rien à cette adresse",
    HTTPStatus.METHOD_NOT_ALLOWED: "Lecture seule",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Paramètre refusé",
    HTTPStatus.TOO_MANY_REQUESTS: "Trop de demandes",
}
REFUSALS = {
    "int_parsing": "Un nombre entier est attendu.",
    "bool_parsing": "« true » ou « false » est attendu.",
    "literal_error": "Une de ces valeurs est attendue : {expected}.",
    "greater_than_equal": "Au moins {ge}.",
    "less_than_equal": "Au plus {le}.",
    "string_too_long": "Au plus {max_length} caractères.",
    "too_long": "Au plus {max_length} valeurs.",
    "string_pattern_mismatch": "Ce n’est pas un code officiel.",
    "extra_forbidden": "Ce paramètre n’existe pas ici.",
}
"""What is said of a value, by pydantic's name of what is wrong with it."""
SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Toujours « about:blank » : le statut dit de quoi il s’agit."},
        "title": {"type": "string", "description": "Le problème, en quelques mots."},
        "status": {"type": "integer", "description": "Le statut HTTP."},
        "detail": {"type": "string", "description": "Ce qu’il faut changer."},
        "errors": {
            "type": "array",
            "description": "Chaque paramètre refusé, et pourquoi.",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}


def problem(status: HTTPStatus, detail: str, **more: Any) -> HttpResponse:
    told = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail, **more}
    text = json.dumps(told, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def refusal(errors: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """422, with each parameter that is refused."""
    told = [{"parameter": _parameter(error), "detail": _in_french(error)} for error in errors]
    names = ", ".join(dict.fromkeys(error["parameter"] for error in told))
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"À revoir : {names}.", errors=told)


def _parameter(error: Mapping[str, Any]) -> str:
    """Its name in the address: the last word of where pydantic found it, a number in a list left out."""
    return str(next(part for part in reversed(error["loc"]) if isinstance(part, str)))


def _in_french(error: Mapping[str, Any]) -> str:
    words = REFUSALS.get(error["type"], "Cette valeur n’est pas acceptée.")
    context = {**error.get("ctx", {})}
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    return words.format(**context)
