"""The servers ``make test`` starts: what is found, what is refused, and that nothing but our own is ever stopped."""

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

SCRIPTS = Path(settings.BASE_DIR) / "scripts"
SERVERS = ("machine", "postgresql", "java", "elasticsearch_bundle", "elasticsearch_node", "elasticsearch")
MODULES = ("environment", "services", "test", "servers", *(f"servers.{name}" for name in SERVERS))
LOG = """\
[2007-12-31T23:59:58,421][ERROR][o.e.b.Elasticsearch] fatal exception while booting Elasticsearch
org.elasticsearch.http.BindHttpException: Failed to bind to 127.0.0.1:36061
	at org.elasticsearch.server@8.19.13/org.elasticsearch.http.AbstractHttpServerTransport.bindAddress(Unknown)
Caused by: java.net.BindException: Address already in use
"""
OUTPUT = """\
WARNING: package jdk.internal.foreign not in java.base
ERROR: Elasticsearch died while starting up, with exit code 1
"""


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Any]]:
    """Imports a module of the scripts, for an ordinary user whose services lie in a folder of this test."""
    loaded = {name: sys.modules.pop(name) for name in MODULES if name in sys.modules}
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("SERVICES_DIR", str(tmp_path / "services"))
    for variable in ("DATABASE_URL", "ELASTICSEARCH_URL", "JAVA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    yield importlib.import_module
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.modules.update(loaded)


@pytest.fixture
def process() -> Iterator[subprocess.Popen[bytes]]:
    """A process started with the argument « --ours »."""
    code = "import time; print('up', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, "--ours"], stdout=subprocess.PIPE) as started:
        assert started.stdout
        started.stdout.readline()
        yield started
        started.kill()


class TestAddresses:
    def test_what_is_named_wins_and_survives_the_shell(self, load, monkeypatch, capsys) -> None:
        named = {"DATABASE_URL": "postgres://x@y/z", "ELASTICSEARCH_URL": "https://u:it's $1@es.example/?a=1&b=2"}
        for variable, url in named.items():
            monkeypatch.setenv(variable, url)
        load("services").env()
        assert load("test").exported(capsys.readouterr().out) == named

    def test_nothing_is_printed_of_what_is_not_there(self, load, capsys) -> None:
        load("services").env()
        assert capsys.readouterr().out == ""
        assert load("test").exported("") == {}

    def test_nothing_is_started_or_fetched_beside_what_is_named(self, load, monkeypatch, tmp_path) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgres://x@y/z")
        monkeypatch.setenv("ELASTICSEARCH_URL", "http://es.example:9200")
        load("services").start()
        bundle = load("servers.elasticsearch_bundle")
        bundle.install()
        assert bundle.missing_packages() == []
        assert not (tmp_path / "services").exists()


class TestJava:
    @pytest.mark.parametrize(
        ("modules", "fault"),
        [
            ("java.base@17.0.15\njdk.attach@17.0.15\n", ""),
            ("java.base@17\njdk.attach@17\n", ""),
            ("java.base@17.0.15\njava.xml@17.0.15\n", "without the module jdk.attach"),
            ("java.base@25.0.3\njdk.attach@25.0.3\n", "Java 25"),
            ("", "no Java 9 or newer"),
        ],
    )
    def test_is_17_with_all_its_modules(self, load, modules: str, fault: str) -> None:
        assert load("servers.java").fault(modules) == fault

    def test_the_first_that_serves_is_taken(self, load, monkeypatch, tmp_path) -> None:
        java = load("servers.java")
        homes = [installed_java(tmp_path / "25", "25.0.3"), installed_java(tmp_path / "17", "17.0.15")]
        monkeypatch.setattr(java, "homes", lambda: homes)
        assert java.find() == homes[1]

    def test_all_that_was_tried_is_told(self, load, monkeypatch, tmp_path) -> None:
        java = load("servers.java")
        other = installed_java(tmp_path / "25", "25.0.3")
        monkeypatch.setattr(java, "homes", lambda: [tmp_path / "nothing", other])
        with pytest.raises(load("environment").Problem) as problem:
            java.find()
        assert f"{tmp_path}/nothing (No such file or directory), {other} (Java 25)" in str(problem.value)
        assert "JAVA_HOME" in str(problem.value)

    def test_java_home_is_tried_first(self, load, monkeypatch, tmp_path) -> None:
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        assert load("servers.java").homes()[0] == tmp_path


def installed_java(home: Path, version: str) -> Path:
    program = home / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho java.base@{version}\necho jdk.attach@{version}\n")
    program.chmod(0o755)
    return home


class TestBundle:
    def test_another_file_is_refused(self, load, tmp_path) -> None:
        archive = tmp_path / "bundle.zip"
        archive.write_bytes(b"something else")
        bundle = load("servers.elasticsearch_bundle")
        with pytest.raises(load("environment").Problem, match=r"bundle\.zip is not the file that was tested"):
            bundle.verify(archive, bundle.SHA256)

    def test_another_version_is_fetched_again(self, load) -> None:
        bundle = load("servers.elasticsearch_bundle")
        assert not bundle.is_installed()
        bundle.HOME.mkdir(parents=True)
        bundle.STAMP.write_text(bundle.fingerprint())
        assert bundle.is_installed()
        bundle.STAMP.write_text("25.1 of yesterday")
        assert not bundle.is_installed()

    def test_what_debian_would_give_is_named(self, load, monkeypatch) -> None:
        bundle = load("servers.elasticsearch_bundle")
        monkeypatch.setattr(bundle.java, "homes", list)
        monkeypatch.setenv("PATH", "")
        assert bundle.missing_packages() == ["openjdk-17-jre-headless", "maven"]

    def test_without_maven_one_line_says_so(self, load, monkeypatch) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(load("environment").Problem, match="install Debian's maven, or set ELASTICSEARCH_URL"):
            load("servers.elasticsearch_bundle").install()


class TestElasticsearch:
    def test_a_start_writes_its_settings_and_forgets_the_former_run(self, load) -> None:
        node = load("servers.elasticsearch").NODE
        node.log.parent.mkdir(parents=True)
        node.log.write_text(LOG)
        node.pid_file.write_text("1")
        node.configure(19200, 19201)
        written = (node.config / "elasticsearch.yml").read_text().splitlines()
        assert {"network.host: 127.0.0.1", "http.port: 19200", "transport.port: 19201"} <= set(written)
        assert {"discovery.type: single-node", "action.auto_create_index: false"} <= set(written)
        assert node.temporary_files in (node.config / "jvm.options").read_text().splitlines()
        assert "[%d{ISO8601}]" in (node.config / "log4j2.properties").read_text()
        assert not node.pid_file.exists()
        assert not node.log.exists()

    def test_another_version_begins_without_the_data_of_the_former(self, load) -> None:
        elasticsearch = load("servers.elasticsearch")
        elasticsearch.NODE.configure(19200, 19201)
        assert elasticsearch.NODE.run.exists()
        elasticsearch.forget()
        assert not elasticsearch.NODE.run.exists()

    def test_its_log_says_why_it_does_not_start(self, load) -> None:
        reason = load("servers.elasticsearch_node").reason
        said = "BindHttpException: Failed to bind to 127.0.0.1:36061; BindException: Address already in use"
        assert reason(LOG, OUTPUT) == said
        assert reason("", OUTPUT) == "Elasticsearch died while starting up, with exit code 1"

    @pytest.mark.parametrize(("taken", "starts"), [(1, True), (9, False)])
    def test_a_port_taken_meanwhile_is_left_for_another(self, load, monkeypatch, taken: int, starts: bool) -> None:
        elasticsearch, tried = load("servers.elasticsearch"), []

        def launch(_home: Path) -> str:
            tried.append(elasticsearch.NODE.port.read_text())
            return "BindException: Address already in use" if len(tried) <= taken else ""

        monkeypatch.setattr(elasticsearch, "is_installed", lambda: True)
        monkeypatch.setattr(elasticsearch.java, "find", lambda: Path("/usr"))
        monkeypatch.setattr(elasticsearch.NODE, "launch", launch)
        monkeypatch.setattr(elasticsearch.NODE, "wait_until_ready", lambda: True)
        if starts:
            elasticsearch.start()
            assert len(tried) == 2
        else:
            with pytest.raises(load("environment").Problem, match="Address already in use"):
                elasticsearch.start()
            assert len(tried) == 3


class TestProcesses:
    def test_ours_is_known_by_its_argument_and_stopped(self, load, process, tmp_path) -> None:
        machine, file = load("servers.machine"), tmp_path / "pid"
        file.write_text(f"{process.pid}\n")
        assert machine.running(file, "--ours") == process.pid
        machine.end("Ours", lambda: machine.running(file, "--ours"), signal.SIGTERM)
        assert process.wait(5) == -signal.SIGTERM
        assert machine.running(file, "--ours") is None

    @pytest.mark.parametrize("argument", ["--theirs", "--our", "--ours "])
    def test_another_process_with_the_pid_of_a_former_run_is_left_alone(
        self, load, process, tmp_path, argument
    ) -> None:
        machine, file = load("servers.machine"), tmp_path / "pid"
        file.write_text(f"{process.pid}\n")
        machine.end("Ours", lambda: machine.running(file, argument), signal.SIGTERM)
        assert process.poll() is None

    @pytest.mark.parametrize("content", ["", "\n", "un\n", "-1\n", "99999999999\n"])
    def test_a_file_that_holds_no_pid_names_nobody(self, load, tmp_path, content: str) -> None:
        (tmp_path / "pid").write_text(content)
        assert load("servers.machine").running(tmp_path / "pid", "") is None
        assert load("servers.machine").running(tmp_path / "none", "") is None

    def test_one_that_does_not_stop_is_told(self, load, monkeypatch, process) -> None:
        machine = load("servers.machine")
        monkeypatch.setattr(machine, "STOP_SECONDS", 0)
        with pytest.raises(load("environment").Problem, match=rf"Ours \(process {process.pid}\) does not stop"):
            machine.end("Ours", lambda: process.pid, signal.SIGCONT)

    def test_ports_are_all_different(self, load) -> None:
        assert len(set(load("servers.machine").free_ports(20))) == 20


def test_a_folder_that_nobody_may_pass_is_told_to_root(load, monkeypatch, tmp_path) -> None:
    machine = load("servers.machine")
    (tmp_path / "closed").mkdir(mode=0o700)
    machine.open_the_way(tmp_path / "closed" / "services")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(load("environment").Problem, match="set SERVICES_DIR"):
        machine.open_the_way(tmp_path / "closed" / "services")


def test_one_server_that_fails_does_not_keep_the_others(load) -> None:
    services, done = load("services"), []

    def fails() -> None:
        raise load("environment").Problem("PostgreSQL is not there")

    with pytest.raises(load("environment").Problem, match="PostgreSQL is not there"):
        services.each([fails, lambda: done.append(1)])
    assert done == [1]
