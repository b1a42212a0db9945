"""Forms of what several people write: each field is sent with what it was when it was read, and they are merged.

A field that only one person changed is theirs; one that both changed is written by neither until somebody chooses.
"""

from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Merge:
    """By name of field, what this person changed and may be written; those that somebody else wrote since the form was
    read (``taken``); those that both wrote (``conflicts``).
    """

    changes: dict[str, Any]
    taken: frozenset[str]
    conflicts: frozenset[str]


class MergedForm(forms.Form):
    """``current`` is what is stored now, in values of the form. The fields that are merged have
    ``show_hidden_initial``.
    """

    data: QueryDict
    current: dict[str, Any]

    def again(self, data: QueryDict) -> Self:
        """The same form, over the same thing, with other data."""
        raise NotImplementedError

    def mine(self, name: str) -> Any:
        """What this person wants the field to say."""
        return comparable(self.cleaned_data[name])

    def base(self, name: str) -> Any:
        """What the field said when this person read it; nothing when what was sent of it makes no sense."""
        field, sent = self.fields[name], self[name].html_initial_name
        try:
            return comparable(field.to_python(field.hidden_widget().value_from_datadict(self.data, self.files, sent)))
        except ValidationError:
            return None

    def merge(self) -> Merge:
        """What this person changed and nobody else did meanwhile. The form was validated."""
        changes: dict[str, Any] = {}
        taken, conflicts = set(), set()
        for name, now in self.current.items():
            theirs, base = comparable(now), self.base(name)
            if name not in self.changed_data:
                if theirs != base:
                    taken.add(name)
            elif name in self.cleaned_data and self.mine(name) != theirs:
                if theirs == base:
                    changes[name] = self.cleaned_data[name]
                else:
                    conflicts.add(name)
        return Merge(changes, frozenset(taken), frozenset(conflicts))

    @property
    def says_more(self) -> bool:
        """Whether something in it is not stored, whoever wrote it there."""
        valid = self.current.keys() & self.cleaned_data.keys()
        return bool(self.errors) or any(self.mine(name) != comparable(self.current[name]) for name in valid)

    @property
    def stored(self) -> dict[str, list[str]]:
        """What a browser would send of every field, were it as it is stored."""
        return {name: _sent(self[name]) for name in self.current}

    def settled(self, theirs: str, mine: str) -> Self:
        """The form, where one field says what is stored, and another is meant to be written over it."""
        settled = {theirs, mine} & self.current.keys()
        if not settled:
            return self
        data = self.data.copy()
        for name in settled:
            data.setlist(self[name].html_initial_name, self.stored[name])
            if name == theirs:
                data.setlist(name, self.stored[name])
        return self.again(data)

    def data_over(self, now: dict[str, list[str]], keep: frozenset[str]) -> QueryDict:
        """What was sent, over what is stored now. ``keep`` are the fields whose text stays this person's, and what it
        was when it was read: until she chooses, a difference stays one.
        """
        data = self.data.copy()
        for name in now.keys() & self.fields.keys():
            if name not in keep:
                for sent in (name, self[name].html_initial_name):
                    data.setlist(sent, now[name])
        return data


def comparable(value: Any) -> Any:
    """Values of a field by which two are the same: related objects by their keys."""
    if hasattr(value, "values_list") or isinstance(value, list | tuple):
        return sorted(getattr(one, "pk", one) for one in value)
    return value


def _sent(field: BoundField) -> list[str]:
    value = field.field.prepare_value(field.initial)
    return [str(one) for one in value] if isinstance(value, list) else ["" if value is None else str(value)]
