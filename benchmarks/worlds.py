"""The portals the benchmarks look at, each in a folder of its own: ``python benchmarks/worlds.py NAME``.

A world is a database, its media and its static files, made once and used again. It ends with ``world.json``: the
addresses to ask for, and the session of a commune's member.
"""

import hashlib
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("PORTAL_BENCH") or ROOT / ".cache" / "bench")
MADE = "world.json"
"""The file of a world that is written when all else is."""
SERVERS = ("DATABASE_URL", "ELASTICSEARCH_URL")


@dataclass(frozen=True, slots=True)
class World:
    """``initiatives`` and ``registered`` collectivités; without them, the demonstration. On SQLite unless told."""

    name: str
    initiatives: int = 0
    registered: int = 0
    on_given_servers: bool = False

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def environment(self) -> dict[str, str]:
        """What a process of this world runs with."""
        servers = {name: os.environ.get(name, "") if self.on_given_servers else "" for name in SERVERS}
        mine = {
            **servers,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "CACHE_URL": "",
            "PORTAL_VAR": str(self.folder),
            "PYTHONPATH": str(ROOT),
        }
        return {**os.environ, **mine}

    @property
    def is_current(self) -> bool:
        """Whether it is made, of the migrations, styles and texts there are now."""
        file = self.folder / MADE
        return file.exists() and json.loads(file.read_text()).get("made_of") == fingerprint()

    def read(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / MADE).read_text())
        return found


def fingerprint() -> str:
    """Of what a world is made of."""
    patterns = (
        "*/migrations/0*.py",
        "*/static/**/*",
        "home/demo/**/*.*",
        "benchmarks/**/*world*.py",
        "requirements/base.txt",
    )
    files = sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files if "__pycache__" not in path.parts)).hexdigest()


DEMONSTRATION = World("demonstration")
SMALL = World("small", initiatives=10, registered=100)
LARGE = World("large", initiatives=1_500, registered=34_900)
WORLDS = {world.name: world for world in (DEMONSTRATION, SMALL, LARGE)}


def make(world: World) -> None:
    """Make the world in this process, whose settings already point at its folder."""
    from django.core.management import call_command

    shutil.rmtree(world.folder, ignore_errors=True)
    world.folder.mkdir(parents=True)
    lay_ground()
    if world.initiatives:
        _populate(world)
    else:
        call_command("load_demo", verbosity=0)
    (world.folder / MADE).write_text(json.dumps(describe(world), indent=1))


def lay_ground() -> None:
    """What every portal starts from, in an empty database."""
    from django.core.management import call_command

    for command in ("migrate", "load_collectivities", "setup_portal"):
        call_command(command, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _populate(world: World) -> None:
    from benchmarks import corpus
    from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage
    from portal.bulk import add_children

    corpus.build(world.initiatives, tell=lambda _text: None)
    index = CollectivityIndexPage.objects.get(locale__language_code="fr", kind="commune")
    taken = CollectivityPage.objects.values("collectivity_id")
    wanted = world.registered - taken.count()
    others = Collectivity.objects.communes().exclude(pk__in=taken).order_by("code")[:wanted]
    add_children(
        index, [CollectivityPage(title=other.name, slug=other.page_slug, collectivity=other) for other in others]
    )


def describe(world: World) -> dict[str, Any]:
    """Addresses by name, and the cookie of a member; his commune presents one of the initiatives."""
    from collectivities.models import Collectivity
    from collectivities.space.addresses import space_address
    from home.models import ArticlePage
    from initiatives.models import EAdministrationPage, EducationPage, InitiativePage, PublicAccessPage, Theme

    public = InitiativePage.objects.live_public("fr").order_by("pk")
    plain = public.exact_type(InitiativePage).first()
    unregistered = Collectivity.objects.communes().exclude(pk__in=Collectivity.objects.registered()).first()
    theme = Theme.objects.in_language("fr").first()
    pages = {
        "home": "/",
        "initiative": plain.url,
        "initiative, place": _url(PublicAccessPage),
        "initiative, e-administration": _url(EAdministrationPage),
        "initiative, education": _url(EducationPage),
        "theme": theme.get_absolute_url(),
        "list of themes": "/themes/",
        "search": "/recherche/",
        "search, words and facets": f"/recherche/?q=num%C3%A9rique&theme={theme.slug}&etape=en-service",
        "collectivity, registered": plain.get_parent().url,
        "collectivity, not registered": unregistered.get_absolute_url() if unregistered else None,
        "list of communes": "/communes/",
        "article": _url(ArticlePage),
        "list of articles": "/actualites/",
        "feed of a theme": f"{theme.get_absolute_url()}flux/",
    }
    admin = {
        "dashboard, as a member": "/admin/",
        "explorer, as a member": f"/admin/pages/{plain.get_parent().pk}/",
        "editor, as a member": f"/admin/pages/{plain.pk}/edit/",
    }
    found = {name: path for name, path in pages.items() if path}
    return {
        "public": found,
        "admin": admin,
        "space": space_address(plain.collectivity),
        "sheet": plain.writing_address,
        "cookie": _member_cookie(plain),
        "made_of": fingerprint(),
    }


def _url(model: Any) -> str | None:
    page = model.objects.live_public("fr").order_by("pk").first()
    return page.url if page else None


def _member_cookie(initiative: Any) -> str:
    from django.utils import timezone

    from collectivities.enums import Role
    from collectivities.models import Membership
    from portal.models import User

    names = {"first_name": "Soazig", "last_name": "Le Bihan"}
    user = User.objects.create_user("mairie@commune.example", last_login=timezone.now(), **names)
    Membership.objects.create(user=user, collectivity=initiative.collectivity, role=Role.REFERENT)
    return session_cookie(user)


def session_cookie(user: Any) -> str:
    """What the browser of somebody who signed in sends."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    import django

    sys.path.insert(0, str(ROOT))
    django.setup()
    make(WORLDS[sys.argv[1]])
