"""The label of the demonstration goes away, whatever people did with it."""

from django.db.models import PROTECT, RESTRICT

from home.demo.label.loading import OF_CAMPAIGNS
from labels.models import Campaign


def test_what_protects_another_goes_before_it() -> None:
    """A label that somebody withdrew, an erratum that somebody wrote: neither keeps the demonstration there."""
    going = [model for model, _way in OF_CAMPAIGNS] + [Campaign]
    for place, model in enumerate(going):
        for relation in model._meta.related_objects:
            if relation.on_delete in {PROTECT, RESTRICT} and relation.related_model is not model:
                assert relation.related_model in going[:place], f"{relation.related_model} protects {model}"
