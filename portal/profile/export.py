"""A person takes her data away: a file for each thing that is held."""

import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from portal.models import User
from portal.personal_data import held


def archive(user: User) -> bytes:
    """A ZIP of JSON files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as files:
        for name, content in held(user).items():
            files.writestr(f"{name}.json", _json(content))
    return stream.getvalue()


def _json(content: Any) -> str:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
