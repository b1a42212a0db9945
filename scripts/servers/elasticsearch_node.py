"""A node of Elasticsearch in a folder of its own, with the smallest heap that the suite is at ease with."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

from servers.elasticsearch_bundle import HOME
from servers.machine import end, hand_over, open_the_way, run_unprivileged, running

START_SECONDS = 120
ALONE = "discovery.type: single-node"
EXCEPTION = re.compile(r"^(?:Caused by: )?[\w.]+\.(\w+: .+)", re.MULTILINE)
ERROR = re.compile(r"^ERROR: (.+)", re.MULTILINE)

SETTINGS = """\
{discovery}
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


def reason(log: str, output: str) -> str:
    """Why a server did not start: the first exceptions of its log, else the errors of its launcher."""
    return "; ".join(EXCEPTION.findall(log)[:3] or ERROR.findall(output))


class Node:
    """A server in the folder ``run``; ``discovery`` are the settings by which it finds the others of its cluster."""

    def __init__(self, run: Path, name: str = "Elasticsearch", discovery: str = ALONE) -> None:
        self.run = run
        self.name = name
        self.discovery = discovery
        self.config = run / "config"
        self.log = run / "logs" / "elasticsearch.log"
        self.output = run / "logs" / "start.log"
        self.pid_file = run / "pid"
        self.port = run / "port"
        # No other server is started with it.
        self.temporary_files = f"-Djava.io.tmpdir={run}/tmp"

    def pid(self) -> int | None:
        return running(self.pid_file, self.temporary_files)

    def url(self) -> str:
        """Its address, empty while it does not run."""
        return f"http://127.0.0.1:{self.port.read_text()}" if self.pid() else ""

    def configure(self, http: int, transport: int) -> None:
        """Write its settings for these ports, in folders of its own; data of a former run stay."""
        folders = [self.run, self.config, *(self.run / name for name in ("data", "logs", "tmp"))]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        open_the_way(self.run)
        settings = SETTINGS.format(discovery=self.discovery, http=http, transport=transport, run=self.run)
        written = {
            self.config / "elasticsearch.yml": settings,
            self.config / "jvm.options": JVM_OPTIONS.format(temporary_files=self.temporary_files),
            self.config / "log4j2.properties": LOGGING.format(log=self.log),
            self.port: str(http),
        }
        for file, text in written.items():
            file.write_text(text)
        # A pid of a former run may be that of another process by now, and what failed then is no matter now.
        for former in (self.pid_file, self.log, self.output):
            former.unlink(missing_ok=True)
        hand_over(*folders, *written)

    def launch(self, home: Path) -> str:
        """Run the launcher, which ends once the server listens; returns why it does not, or nothing when it does."""
        command = [
            home / "bin" / "java",
            *("-Xms4m", "-Xmx64m", "-XX:+UseSerialGC"),
            *("-Dcli.name=server", "-Dcli.script=bin/elasticsearch", "-Dcli.libs=lib/tools/server-cli"),
            *(f"-Des.path.home={HOME}", f"-Des.path.conf={self.config}", "-Des.distribution.type=tar"),
            f"-Des.java.type={home}",
            *("-cp", f"{HOME}/lib/*:{HOME}/lib/cli-launcher/*", "org.elasticsearch.launcher.CliToolLauncher"),
            *("-d", "-p", self.pid_file),
        ]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.run,
            "JAVA_HOME": home,
            "ES_TMPDIR": self.run / "tmp",
            "LANG": "C.UTF-8",
        }
        # A file, since the server keeps what it is given open.
        with self.output.open("w") as output:
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
        log = self.log.read_text(errors="replace") if self.log.exists() else ""
        return reason(log, self.output.read_text(errors="replace")) or f"its launcher ended with {done.returncode}"

    def wait_until_ready(self) -> bool:
        """Whether the indexes it already holds can be read, which just after a start they cannot."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.pid():
            try:
                with LOCAL.open(f"{self.url()}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=5) as answer:
                    if not json.load(answer)["timed_out"]:
                        return True
            except OSError:
                time.sleep(0.2)
        return False

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        end(self.name, self.pid, by)
