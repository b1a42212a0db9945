"""What ``/health/ready`` says of Elasticsearch."""

from django.conf import settings

from search import outbox
from search.elastic import circuit
from search.models import Change

SECONDS = 0.5
LATE_SECONDS = 300


def health() -> str | None:
    """« ok »; « unreachable » when searches go without it; « behind » when a change has waited for minutes."""
    if not settings.ELASTICSEARCH_URL:
        return None
    if not circuit.is_closed() or not _answers():
        return "unreachable"
    long_ago = outbox.version() - LATE_SECONDS * 1_000_000
    return "behind" if Change.objects.filter(version__lt=long_ago).exists() else "ok"


def _answers() -> bool:
    # Where there is no server, nobody waits for its client.
    from search.elastic.client import FAILURES, alias, client

    try:
        return bool(client(SECONDS).indices.exists_alias(name=alias()))
    except FAILURES:
        return False
