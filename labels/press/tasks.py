"""Making the documents of the press takes longer than a reader waits."""

from django_tasks import task

from labels.palmares.settled import published_palmares, settled_palmares
from labels.press.kit import kit_of, territories_of
from labels.press.store import kept, make
from portal.contact import contact_address
from portal.languages import in_french


@task()
def make_document(year: int, territory: str, for_everybody: bool) -> None:
    """That of a territory. ``for_everybody``: of a palmarès that is public, and nothing otherwise."""
    with in_french():
        palmares = published_palmares(year) if for_everybody else settled_palmares(year)
        kit = kit_of(palmares, territory, contact_address()) if palmares else None
        if kit and not kept(kit):
            make(kit)


@task()
def make_documents(year: int) -> None:
    """Those of a palmarès that is public, one after the other."""
    with in_french():
        palmares = published_palmares(year)
        for territory in territories_of(palmares.laureates) if palmares else ():
            make_document.call(year, territory.slug, for_everybody=True)
