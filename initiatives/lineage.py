"""The family of an initiative: where the idea comes from, where it goes. One query, however large the family."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from collectivities.models.collectivity import name_with_departement
from initiatives.models import InitiativePage
from portal.addresses import page_address

LARGEST_FAMILY = 200

# UNION, not UNION ALL: rows already met are left out, so a family that turns in circles ends too.
ANCESTORS = """
WITH RECURSIVE ancestors(id) AS (
  SELECT CAST(%s AS bigint)
  UNION
  SELECT sheet.inspired_by_id FROM initiatives_initiativepage sheet
  JOIN ancestors ON sheet.page_ptr_id = ancestors.id
  WHERE sheet.inspired_by_id IS NOT NULL
)
SELECT id FROM ancestors
"""
FAMILY = """
WITH RECURSIVE family(id) AS (
  SELECT CAST(%s AS bigint)
  UNION
  SELECT CAST(%s AS bigint)
  UNION
  SELECT CASE WHEN sheet.page_ptr_id = family.id THEN sheet.inspired_by_id ELSE sheet.page_ptr_id END
  FROM initiatives_initiativepage sheet
  JOIN family ON family.id = sheet.inspired_by_id
              OR (family.id = sheet.page_ptr_id AND sheet.inspired_by_id IS NOT NULL)
)
SELECT id FROM family LIMIT %s
"""


COLUMNS = (
    "pk", "title", "started_on", "inspired_by_id", "url_path", "locale__language_code",
    "collectivity__kind", "collectivity__name", "collectivity__departement__name",
)  # fmt: skip


@dataclass(slots=True)
class Branch:
    """A sheet of the family and those it inspired, the oldest first. ``is_here`` marks the one being read."""

    key: int | None
    title: str
    place: str
    started_on: datetime.date | None
    inspired_by: int | None
    url: str = ""
    children: list["Branch"] = field(default_factory=list)

    @property
    def is_here(self) -> bool:
        return not self.url


def family(page: InitiativePage) -> Branch | None:
    """The whole public family from its oldest known origin, or None when the sheet has neither origin nor copies.

    A sheet that is not public is left out with what only it leads to.
    """
    # A draft being previewed may have no key yet, or name an origin that is not saved.
    start, other = page.pk or page.inspired_by_id, page.inspired_by_id or page.pk
    if not start:
        return None
    public = InitiativePage.objects.live().public().exclude(pk=page.pk)
    related = public.filter(pk__in=RawSQL(FAMILY, (start, other, LARGEST_FAMILY)))  # noqa: S611 - no value is in the SQL
    here = Branch(page.pk, page.title, page.collectivity.full_name, page.started_on, page.inspired_by_id)
    branches = {branch.key: branch for branch in [here, *map(_branch, related.values_list(*COLUMNS))]}
    root = _origin(branches, here)
    for branch in sorted(branches.values(), key=_age):
        parent = branches.get(branch.inspired_by or 0)
        if parent and branch is not root:
            parent.children.append(branch)
    return root if root.children else None


def _branch(row: tuple[Any, ...]) -> Branch:
    key, title, started_on, inspired_by, url_path, language, kind, name, departement = row
    place = name_with_departement(kind, name, departement)
    return Branch(key, title, place, started_on, inspired_by, page_address(url_path, language))


def descends_from(key: int, ancestor: int) -> bool:
    """Whether the sheet of this key is the other one, or was inspired by it, directly or through others."""
    return ancestor in _keys(ANCESTORS, key)


def _keys(sql: str, *parameters: int | None) -> set[int | None]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return {row[0] for row in cursor.fetchall()}


def _age(branch: Branch) -> tuple[bool, str, int]:
    return branch.started_on is None, str(branch.started_on or ""), branch.key or 0


def _origin(branches: dict[int | None, Branch], branch: Branch) -> Branch:
    """The oldest ancestor that can be shown; in a family that turns in circles, the last one before it comes back."""
    seen = {branch.key}
    while (parent := branches.get(branch.inspired_by or 0)) and parent.key not in seen:
        seen.add(parent.key)
        branch = parent
    return branch
