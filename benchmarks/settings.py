"""The portal as it is served, in a world of its own: no debugging, hashed static files, one more view."""

from portal.settings.development import *
from portal.settings.development import STORAGES, env

DEBUG = False
ROOT_URLCONF = "benchmarks.urls"
PORTAL_PAGE_CACHE_SECONDS = env.int("BENCH_PAGE_CACHE_SECONDS", default=0)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
