"""The embedded default: SQLite, mail to files, everything in one process. Never for a public server."""

from portal.settings.base import *
from portal.settings.base import MIDDLEWARE, VAR_DIR, env

VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = env.bool("DEBUG", default=True)
# Only ever used by this module: production refuses to start without a key of its own.
SECRET_KEY = env("SECRET_KEY", default="development-only")
ALLOWED_HOSTS = ["*"]
# Next to the view, but outside of the redirects.
MIDDLEWARE.insert(-1, "portal.not_found.OwnNotFoundMiddleware")
PORTAL_MFA_REQUIRED = False
LABEL_SIGNING_KEY_OF_ITS_OWN = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
