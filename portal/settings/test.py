"""The suite: safe by default. A fast hasher, immediate tasks, files in a folder of their own, no outside address."""

import tempfile
from pathlib import Path

from portal.settings.base import *
from portal.settings.base import DATABASE_URL, DATABASES, env

DEBUG = False
SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
PUBLIC_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
if not DATABASE_URL:
    # Commands that only read the code ask for no file.
    DATABASES["default"]["NAME"] = ":memory:"
# Tests that ask for Elasticsearch set the address of the one that the command named.
ELASTICSEARCH_URL = ""
ELASTICSEARCH_TEST_URL = env("ELASTICSEARCH_URL", default="")
ELASTICSEARCH_REPLICAS = "0"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="portal-test-media-"))
PRIVATE_ROOT = Path(tempfile.mkdtemp(prefix="portal-test-private-"))
PORTAL_PAGE_CACHE_SECONDS = 0
PORTAL_CACHE_STAMP = None
# No thread writes beside a test.
PORTAL_VIEWS_SECONDS = 0
# Tests of the second factor turn it on.
PORTAL_MFA_REQUIRED = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
