"""Has a PDF made of a template and data, in a process of its own."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.programs import run_alone

PROGRAM = Path(__file__).with_name("compiler.py")
PATIENCE_SECONDS = 40
"""More than the process gives itself, of its processor alone: a machine may be busy."""


class DocumentError(Exception):
    """A document could not be made; the log says why."""


def compile_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a template of this folder, « dossier.typ », which finds its data in ``sys.inputs.data``, as JSON."""
    try:
        content = json.dumps(data, ensure_ascii=False).encode()
        done = run_alone(PROGRAM, template, content=content, seconds=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"{template}: no answer after {PATIENCE_SECONDS} s") from error
    if done.returncode:
        raise DocumentError(f"{template}: {done.stderr.decode('utf-8', 'replace')[-1_000:]}")
    return done.stdout
