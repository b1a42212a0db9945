"""Benchmarks are run by hand: each still finds what it names in the portal."""

import importlib
import pkgutil

import pytest

import benchmarks

RUN = {"benchmarks.settings", "benchmarks.queued", "benchmarks.urls", "benchmarks.wsgi"}
"""Those of a server."""
MODULES = sorted(found.name for found in pkgutil.walk_packages(benchmarks.__path__, "benchmarks."))


@pytest.mark.parametrize("name", [name for name in MODULES if name not in RUN])
def test_it_is_imported(name: str) -> None:
    assert importlib.import_module(name).__doc__
