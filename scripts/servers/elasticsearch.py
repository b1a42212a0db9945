"""Elasticsearch, one node for one machine, with the smallest heap that the suite is at ease with."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

from environment import Problem

from servers import java
from servers.elasticsearch_bundle import HOME, is_installed
from servers.machine import FOLDER, end, free_ports, hand_over, open_the_way, run_unprivileged, running

NAME = "Elasticsearch"
VARIABLE = "ELASTICSEARCH_URL"
RUN = FOLDER / "run" / "elasticsearch"
CONFIG = RUN / "config"
LOG = RUN / "logs" / "elasticsearch.log"
OUTPUT = RUN / "logs" / "start.log"
PID = RUN / "pid"
PORT = RUN / "port"
# No other server is started with it.
TEMPORARY_FILES = f"-Djava.io.tmpdir={RUN}/tmp"
START_SECONDS = 120
ATTEMPTS = 3
IN_USE = "Address already in use"
EXCEPTION = re.compile(r"^(?:Caused by: )?[\w.]+\.(\w+: .+)", re.MULTILINE)
ERROR = re.compile(r"^ERROR: (.+)", re.MULTILINE)

SETTINGS = """\
discovery.type: single-node
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
path.data: {run}/data
path.logs: {run}/logs
xpack.security.enabled: false
xpack.security.autoconfiguration.enabled: false
# A document saved before the index is made must not invent one.
action.auto_create_index: false
# A disk that is nearly full is still good for tests.
cluster.routing.allocation.disk.threshold_enabled: false
"""
JVM_OPTIONS = """\
-Xms256m
-Xmx256m
-XX:+UseSerialGC
-XX:TieredStopAtLevel=1
{temporary_files}
"""
LOGGING = """\
status = error
appender.file.type = File
appender.file.name = file
appender.file.fileName = {log}
appender.file.append = false
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = [%d{{ISO8601}}][%p][%c{{1.}}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.file.ref = file
"""

# A proxy of the machine is not for its own addresses.
LOCAL = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def server_pid() -> int | None:
    return running(PID, TEMPORARY_FILES)


def configure(http: int, transport: int) -> None:
    """Write the settings of a server on these ports, in folders of its own; data of a former run stay."""
    folders = [RUN, CONFIG, *(RUN / name for name in ("data", "logs", "tmp"))]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    open_the_way(RUN)
    written = {
        CONFIG / "elasticsearch.yml": SETTINGS.format(http=http, transport=transport, run=RUN),
        CONFIG / "jvm.options": JVM_OPTIONS.format(temporary_files=TEMPORARY_FILES),
        CONFIG / "log4j2.properties": LOGGING.format(log=LOG),
        PORT: str(http),
    }
    for file, text in written.items():
        file.write_text(text)
    # A pid of a former run may be that of another process by now, and what failed then is no matter now.
    for former in (PID, LOG, OUTPUT):
        former.unlink(missing_ok=True)
    hand_over(*folders, *written)


def reason(log: str, output: str) -> str:
    """Why a server did not start: the first exceptions of its log, else the errors of its launcher."""
    return "; ".join(EXCEPTION.findall(log)[:3] or ERROR.findall(output))


def launch(home: Path) -> str:
    """Run the launcher, which ends once the server listens; returns why it does not, or nothing when it does."""
    command = [
        home / "bin" / "java",
        *("-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"),
        *("-Dcli.name=server", "-Dcli.script=bin/elasticsearch", "-Dcli.libs=lib/tools/server-cli"),
        *(f"-Des.path.home={HOME}", f"-Des.path.conf={CONFIG}", "-Des.distribution.type=tar"),
        f"-Des.java.type={home}",
        *("-cp", f"{HOME}/lib/*:{HOME}/lib/cli-launcher/*", "org.elasticsearch.launcher.CliToolLauncher"),
        *("-d", "-p", PID),
    ]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": RUN,
        "JAVA_HOME": home,
        "ES_TMPDIR": RUN / "tmp",
        "LANG": "C.UTF-8",
    }
    # A file, since the server keeps what it is given open.
    with OUTPUT.open("w") as output:
        done = run_unprivileged(
            command,
            cwd=HOME,
            env={name: str(value) for name, value in environment.items()},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # An interruption of the command that started it is not for the server.
            start_new_session=True,
            timeout=START_SECONDS,
        )
    if not done.returncode:
        return ""
    log = LOG.read_text(errors="replace") if LOG.exists() else ""
    return reason(log, OUTPUT.read_text(errors="replace")) or f"its launcher ended with {done.returncode}"


def wait_until_ready(address: str) -> bool:
    """Whether the indexes it already holds can be read, which just after a start they cannot."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server_pid():
        try:
            with LOCAL.open(f"{address}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=5) as answer:
                if not json.load(answer)["timed_out"]:
                    return True
        except OSError:
            time.sleep(0.2)
    return False


def start() -> None:
    if os.environ.get(VARIABLE) or server_pid():
        return
    if not is_installed():
        raise Problem(
            "Elasticsearch is not there: run « python3 scripts/services.py install », or set ELASTICSEARCH_URL."
        )
    home = java.find()
    said = ""
    try:
        # Somebody else may take a free port before the server does, some seconds later.
        for _ in range(ATTEMPTS):
            configure(*free_ports(2))
            said = launch(home)
            if IN_USE not in said:
                break
        if not said and wait_until_ready(url()):
            return
    except subprocess.TimeoutExpired:
        said = f"it was not up after {START_SECONDS} seconds"
    stop()
    raise Problem(f"Elasticsearch does not start: {said or 'its indexes cannot be read'}. Its log: {LOG}")


def stop() -> None:
    end(NAME, server_pid, signal.SIGTERM)


def forget() -> None:
    """Stop it and remove its data: it is about to lose its files to another version, which may not read them."""
    stop()
    shutil.rmtree(RUN, ignore_errors=True)


def url() -> str:
    """Where Elasticsearch is: what the environment says, else our server while it runs, else empty."""
    ours = f"http://127.0.0.1:{PORT.read_text()}" if server_pid() else ""
    return os.environ.get(VARIABLE) or ours
