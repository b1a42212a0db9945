"""Minutes as they were printed: long ones take seconds, so that a task prints them once, and they are kept."""

from django_tasks import task

from labels.minutes.printing import print_minutes
from labels.models import Minutes
from labels.storage import keep_once, minutes_storage


@task()
def keep_pdf(key: int) -> None:
    pdf_of(Minutes.objects.get(pk=key))


def pdf_of(minutes: Minutes) -> bytes:
    """As it is kept; who comes before the task has it printed now."""
    storage, name = minutes_storage(), f"{minutes.fingerprint}.pdf"
    if not storage.exists(name):
        keep_once(storage, name, print_minutes(minutes))
    with storage.open(name) as file:
        content: bytes = file.read()
    return content
