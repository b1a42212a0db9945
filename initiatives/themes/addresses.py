"""A theme that changes its address keeps the old one: both that of its page and those of its parts redirect."""

from wagtail.contrib.redirects.models import Redirect

from initiatives.enums import ThemePart
from initiatives.models import Theme, ThemeIndexPage


def redirect_old_address(theme: Theme, old_slug: str) -> None:
    """Make the old address of a theme, in its language, lead to the present one; earlier ones follow.

    The redirects stand beside those of pages, in the association's own list.
    """
    index = ThemeIndexPage.objects.filter(locale_id=theme.locale_id, alias_of=None).first()
    if not index:
        return
    for part in ThemePart:
        old, new = f"/{old_slug}{part.ending}", f"/{theme.slug}{part.ending}"
        base = str(index.url).rstrip("/")
        Redirect.objects.filter(redirect_page=index, redirect_page_route_path=old).update(redirect_page_route_path=new)
        # A theme that takes an address back needs no redirect from it any more.
        Redirect.objects.filter(old_path=(base + new).rstrip("/")).delete()
        Redirect.objects.update_or_create(
            old_path=(base + old).rstrip("/"),
            site=None,
            defaults={
                "redirect_page": index,
                "redirect_page_route_path": new,
                "is_permanent": True,
                "automatically_created": True,
            },
        )
