"""The WSGI entry point."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
# What is loaded by now lives as long as the worker. Looked through for garbage, it stops a request in thirty for a
# tenth of a second.
gc.collect()
gc.freeze()
