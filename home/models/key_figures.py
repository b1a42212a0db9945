"""Key figures, computed from the data and never typed."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from home.models.section import TextPage

if TYPE_CHECKING:
    from django.http import HttpRequest


class KeyFiguresPage(TextPage):
    template = "home/key_figures_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("chiffres clés")
        verbose_name_plural = _("chiffres clés")

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import figures, views  # The figures need the models

        return {
            **super().get_context(request, *args, **kwargs),
            "figures": figures.explained(views.cached_figures()),
        }
