"""Work of the search in the background."""

from django_tasks import task

from search import documents

BATCH = 500


@task()
def index_tree(path: str) -> None:
    """Write the documents of a page and of all that stands below it again, as what they are now."""
    for model in documents.searched_models():
        pages = model.get_indexed_objects().filter(path__startswith=path)
        keys = list(pages.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            documents.write(list(pages.filter(pk__in=keys[start : start + BATCH])))
