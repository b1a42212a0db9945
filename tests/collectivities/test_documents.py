"""The headers a document is downloaded with."""

import pytest
from django.test import Client

from collectivities.models import CustomDocument
from tests.factories import CustomDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("file_hash", ["", "0a1b"])
def test_a_header_without_a_value_is_not_sent(file_hash: str, client: Client) -> None:
    document = CustomDocumentFactory()
    CustomDocument.objects.filter(pk=document.pk).update(file_hash=file_hash)

    answer = client.get(document.url)

    assert b"".join(answer) == b"Charte"
    assert "Content-Encoding" not in answer.headers
    assert answer.headers.get("ETag") == (f'"{file_hash}"' if file_hash else None)
    assert answer.headers["Content-Type"] == "text/plain"
