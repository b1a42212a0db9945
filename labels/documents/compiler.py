"""Makes one PDF of a template and its data: a program by itself, so that none can hang or exhaust the worker.

The data come by the standard input, as JSON, the template is the first argument; the PDF leaves by the standard output.
It imports nothing of the portal, which starts it without its environment: it knows no secret.
"""

import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
MEMORY = 2 * 1024 * 1024 * 1024
MOST_SECONDS = 20
"""Of the processor."""


def main() -> None:
    limit()
    sys.stdout.buffer.write(compile_template(sys.argv[1], sys.stdin.read()))


def limit() -> None:
    """From now on this process has so much memory and time, and writes no file."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def compile_template(name: str, data: str) -> bytes:
    """A PDF/UA: tagged, with a language and a title, every sign drawn. The same data give the same bytes: no hour and
    no place of the machine is written. Data are values of the template, never markup.

    A text with a sign that no font of ours draws, as somebody may write one, is printed all the same, with its tags,
    without the claim to that standard.
    """
    import typst  # The portal reads names of this module; only this program holds the library

    def compiled(standard: Literal["ua-1"] | None) -> bytes:
        return typst.compile(
            HERE / name,
            root=HERE,
            font_paths=[HERE / "fonts"],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            format="pdf",
            pdf_standards=standard,
            timestamp=0,
        )

    try:
        return compiled("ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return compiled(None)


if __name__ == "__main__":
    main()
