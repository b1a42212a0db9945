"""Lighthouse on the home page, an initiative and the search, as a phone sees them. Says so where Node is missing.

Node 18.16 or newer and Debian's Chromium are needed, for this alone; ``npm install`` is done once, in ``.cache``.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.run import prepared, table
from benchmarks.server import serving
from benchmarks.worlds import DEMONSTRATION, FOLDER

HERE = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""What is measured, and the least that is wanted."""
PAGES = ("home", "initiative", "search")
TRIES = 3
"""A browser that starts for the first time may miss the beginning of the page: Lighthouse then asks to be run again."""


def installed() -> Path:
    """The program, installed beside the worlds the first time."""
    folder = FOLDER / "lighthouse"
    program = folder / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", folder)
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=folder, check=True)
    return program


def measure(program: Path, url: str) -> dict[str, Any]:
    command = [str(program), url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    for _ in range(TRIES):
        done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True, timeout=180)
        if not done.returncode:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    sys.exit(f"Lighthouse fails on {url}: {done.stderr.strip()}")


def scores(report: dict[str, Any]) -> dict[str, int]:
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}


def failures(report: dict[str, Any]) -> list[str]:
    """The audits that cost a category its hundred, performance aside: its score is what matters there."""
    wanted = {
        ref["id"] for name in CATEGORIES if name != "performance" for ref in report["categories"][name]["auditRefs"]
    }
    audits = (report["audits"][key] for key in sorted(wanted))
    return [f"{audit['id']}: {audit['title']}" for audit in audits if audit["score"] is not None and audit["score"] < 1]


def main() -> None:
    if not shutil.which("npm") or not Path(CHROMIUM).exists():
        sys.exit("Lighthouse is skipped: it needs Node (npm) and Debian's package chromium.")
    world = prepared(DEMONSTRATION)
    addresses = world.read()["public"]
    program = installed()
    with serving(world, cached=True) as server:
        reports = {name: measure(program, f"http://localhost:{server.port}{addresses[name]}") for name in PAGES}
    rows = []
    for name, report in reports.items():
        weight = report["audits"]["total-byte-weight"]["numericValue"] / 1_000
        rows.append((name, *scores(report).values(), f"{weight:.0f}"))
    print("## Lighthouse, phone\n", table(("page", *CATEGORIES, "all that loads, kB"), rows), sep="\n")
    for name, report in reports.items():
        for failure in failures(report):
            print(f"- {name}: {failure}")
    if any(scores(report)[name] < least for report in reports.values() for name, least in CATEGORIES.items()):
        sys.exit(1)


if __name__ == "__main__":
    main()
