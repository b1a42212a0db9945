"""Model fields of the kernel."""

from typing import Any

from wagtail.fields import StreamField


class BlockField(StreamField):
    """A StreamField whose blocks stay out of migrations: they change nothing in the database and would bloat them.

    See ``docs/decisions/0002-blocks-outside-migrations.md`` for the drawback.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*(args or ([],)), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
