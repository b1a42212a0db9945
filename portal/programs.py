"""Programs of ours that stand by themselves: none of what they read can hang or exhaust the worker."""

import subprocess
import sys
from pathlib import Path


def run_alone(program: Path, *arguments: str, content: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a program of ours in a process without our environment; ``content`` is given to its standard input.

    ``seconds`` is how long one waits for it. Raises ``subprocess.TimeoutExpired`` after that.
    """
    return subprocess.run(  # noqa: S603 - our own program, with words of ours
        # « -I »: neither the folder it is started in nor the environment adds code to it.
        [sys.executable, "-I", str(program), *arguments],
        input=content,
        capture_output=True,
        env={},
        timeout=seconds,
        check=False,
    )
