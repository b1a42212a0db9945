"""What becomes of a collectivité that merged into another: everything that was its own is now the other's.

The row goes and its code stays, among the former codes of the other: old addresses lead there. Its members become
members of the other. Its page becomes the other's where the other has none; where it has one, the sheets move below
that one and the page goes, with its presentation.
"""

from typing import Any

from django.db.models import Exists, OuterRef
from wagtail.models import Page, Revision

from collectivities.models import Collectivity, CollectivityPage, Registration


def absorb(old: Collectivity, new: Collectivity) -> None:
    """Give all that refers to ``old`` to ``new``, and delete it. To be called within a transaction."""
    for page in CollectivityPage.objects.filter(collectivity=old):
        target = CollectivityPage.objects.filter(collectivity=new, locale_id=page.locale_id).first()
        if target:
            _move_sheets(page, target, old.code)
            CollectivityPage.objects.get(pk=page.pk).delete()
    _keep_one_request(old, new)
    for relation in _relations():
        _make_room(relation, old, new)
        rows = relation.related_model._base_manager.filter(**{relation.field.name: old})
        rows.update(**{relation.field.name: new})
    old.delete()


def _make_room(relation: Any, old: Collectivity, new: Collectivity) -> None:
    """Of what a collectivité has one of, or has once with something else, that of the new one stays."""
    model, name = relation.related_model, relation.field.name
    for fields in _unique_with(relation):
        same = {field: OuterRef(field) for field in fields if field != name}
        known = model._base_manager.filter(**same, **{name: new})
        model._base_manager.filter(Exists(known), **{name: old}).delete()


def _unique_with(relation: Any) -> list[tuple[str, ...]]:
    """The fields whose values together are those of one row, the relation among them."""
    name = relation.field.name
    alone = [(name,)] if relation.one_to_one else []
    rules = relation.related_model._meta.total_unique_constraints
    return alone + [rule.fields for rule in rules if name in rule.fields]


def _keep_one_request(old: Collectivity, new: Collectivity) -> None:
    """Of two open requests of one address, the one that was confirmed, or else that for the new collectivité."""
    kept = {row.email: row for row in Registration.objects.open().filter(collectivity=new)}
    for row in Registration.objects.open().filter(collectivity=old, email__in=kept):
        other = kept[row.email]
        (other if row.is_undecided and not other.is_undecided else row).delete()


def _relations() -> list[Any]:
    """Every foreign key to a collectivité, those of apps this one knows nothing of included."""
    fields = Collectivity._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and (field.one_to_many or field.one_to_one)]


def _move_sheets(page: CollectivityPage, target: CollectivityPage, code: str) -> None:
    for sheet in page.get_children():
        if target.get_children().filter(slug=sheet.slug).exists():
            _rename(sheet, f"{sheet.slug}-{code.lower()}")
        # Read again each time: a move changes the places of the others in the tree.
        Page.objects.get(pk=sheet.pk).move(Page.objects.get(pk=target.pk), pos="last-child")


def _rename(sheet: Page, slug: str) -> None:
    """Change the address of a sheet, and of what is written of it and not yet published."""
    Page.objects.filter(pk=sheet.pk).update(slug=slug)
    revision = Revision.objects.filter(pk=sheet.latest_revision_id).first()
    if revision:
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])
