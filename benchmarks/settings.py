"""The portal as it is served, in a world of its own: no debugging, hashed static files, one more view."""

from portal.settings.development import *
from portal.settings.development import DATABASE_URL, DATABASES, STORAGES, env

DEBUG = False
ROOT_URLCONF = "benchmarks.urls"
PORTAL_PAGE_CACHE_SECONDS = env.int("BENCH_PAGE_CACHE_SECONDS", default=0)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
if DATABASE_URL:
    # As in production, where a connection serves many requests.
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
