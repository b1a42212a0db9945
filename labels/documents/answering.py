"""A document that was made, as an answer: for who asked alone, kept by no cache."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control


def pdf_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response
