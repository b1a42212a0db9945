"""Finds the Java that Elasticsearch runs on: version 17, with all its modules."""

import os
import shutil
from pathlib import Path

from environment import Problem

from servers.machine import run_unprivileged

PACKAGE = "openjdk-17-jre-headless"


def fault(modules: str) -> str:
    """What keeps a Java with these modules, as ``java --list-modules`` prints them, from serving; empty for nothing."""
    versions = dict(line.split("@", 1) for line in modules.split() if "@" in line)
    version = versions.get("java.base", "").partition(".")[0]
    if version != "17":
        return f"Java {version}" if version else "no Java 9 or newer"
    # Runtimes that come inside other programs were trimmed of it.
    return "" if "jdk.attach" in versions else "without the module jdk.attach"


def homes() -> list[Path]:
    """Where a Java may be: JAVA_HOME, the PATH, then the folders of Debian."""
    named, on_path = os.environ.get("JAVA_HOME"), shutil.which("java")
    found = [Path(named)] if named else []
    found += [Path(on_path).resolve().parent.parent] if on_path else []
    found += [program.parent.parent for program in sorted(Path("/usr/lib/jvm").glob("*/bin/java"))]
    return list(dict.fromkeys(home.resolve() for home in found))


def look(home: Path) -> str:
    """What is wrong with this Java for the account of the servers; empty for nothing."""
    try:
        listed = run_unprivileged([home / "bin" / "java", "--list-modules"], cwd="/", capture_output=True)
    except OSError as error:
        return str(error.strerror)
    return fault(listed.stdout)


def find() -> Path:
    """The home of the first Java that serves; a Problem that lists what was tried when none does."""
    tried = {}
    for home in homes():
        tried[home] = look(home)
        if not tried[home]:
            return home
    what = ", ".join(f"{home} ({reason})" for home, reason in tried.items()) or "JAVA_HOME, the PATH and /usr/lib/jvm"
    raise Problem(
        f"Elasticsearch needs a Java 17 with all its modules; tried {what}. "
        f"Install Debian's {PACKAGE}, or set JAVA_HOME or ELASTICSEARCH_URL."
    )
