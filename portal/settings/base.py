"""Settings common to every environment. What changes from one machine to the next is read from the environment."""

from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Everything written at run time lies under this folder, so that a checkout can be read-only.
# An empty variable, which « make » passes on, is one that was not given.
VAR_DIR = Path(env("PORTAL_VAR", default="") or BASE_DIR / "var").resolve()

PUBLIC_URL = env("PUBLIC_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "home",
    "search",
    "labels",
    "initiatives",
    "collectivities",
    "portal",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.health.DatabaseUnavailableMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "search.api.guard.ApiMiddleware",
    "portal.page_views.middleware.PageViewsMiddleware",
    "portal.page_cache.PageCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.mfa.RequireMFAMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "collectivities.admin_guard.AdminGuardMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    },
]

# Data

DATABASE_URL = env("DATABASE_URL", default="")
DATABASES: dict[str, Any] = {
    "default": env.db_url_config(DATABASE_URL)
    if DATABASE_URL
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "portal.sqlite3"},
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers wait for each other instead of failing, and readers never wait.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;",
    }
    # Opening the file and preparing the connection costs as much as the queries of a page.
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    # A host that does not answer is a lost database, soon enough for the reader to be told.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE_URL = env("CACHE_URL", default="")
CACHES = {"default": env.cache_url_config(CACHE_URL or "locmemcache://portal?max_entries=1000")}
# The memory of a process hears through the time of this file that a command, which is another, has changed a page.
PORTAL_CACHE_STAMP = None if CACHE_URL else VAR_DIR / "pages-changed"
# Empty: no Elasticsearch. The addresses of several nodes stand between commas.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
# The beginning of the names of its indexes, for a server that several portals share.
ELASTICSEARCH_INDEX = env("ELASTICSEARCH_INDEX", default="portal")
ELASTICSEARCH_SHARDS = env.int("ELASTICSEARCH_SHARDS", default=1)
# A number, or a range: one copy as soon as there is a second node.
ELASTICSEARCH_REPLICAS = env("ELASTICSEARCH_REPLICAS", default="0-1")
TASKS = {"default": {"BACKEND": "portal.tasks.OnCommitImmediateBackend"}}

MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
# Files that no address leads to: a view reads them for those who may.
PRIVATE_ROOT = VAR_DIR / "private"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Languages

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("en", "English"), ("br", "Brezhoneg")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["portal.formats"]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
# A translation is published by whoever may publish it, never as a side effect of asking for one.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"

# Accounts

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["portal.auth_backend.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
ACCOUNT_ADAPTER = "portal.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "portal.account_forms.LoginForm",
    "reset_password": "portal.account_forms.ResetPasswordForm",
    "reset_password_from_key": "portal.account_forms.ResetPasswordKeyForm",
    "change_password": "portal.account_forms.ChangePasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# The page says the same whether the address is known; an unknown one receives nothing.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Counted in the cache, which the processes of a public server must share.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Villes Internet"
# Superusers and the association sign in with a second factor; development may do without.
PORTAL_MFA_REQUIRED = True
# How many proxies of ours stand before the portal: the address of a client is what the first of them wrote down.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
RATELIMIT_IP_META_KEY = "portal.accounts.client_ip"
# What one address may ask of the public API, counted in the cache too.
PORTAL_API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=120)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/espace/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# It protects a form, and is of no use once the browser is closed.
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"

# Wagtail

WAGTAIL_SITE_NAME = "Villes Internet"
# Addresses are read aloud, typed and printed: « ecrans », not « %C3%A9crans ».
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "portal.rich_text.RichTextArea"}}
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 5
TAGGIT_CASE_INSENSITIVE = True
TAG_SPACES_ALLOWED = True

WAGTAILIMAGES_IMAGE_MODEL = "collectivities.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "collectivities.CustomDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "collectivities.media_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "collectivities.media_forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "heic": "jpeg", "bmp": "jpeg"}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_RESPONSIVE_HTML = True

WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "search.backends.postgresql"
        if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
        else "search.backends.sqlite",
        # One transaction for a whole rebuild would hold the rows that a save needs.
        "ATOMIC_REBUILD": False,
    },
    # What the public site searches; « default » is the admin's.
    "documents": {"BACKEND": "search.backends.documents"},
}
WAGTAILSEARCH_HITS_MAX_AGE = 400

# Mail

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Villes Internet <ne-pas-repondre@villes-internet.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = "[Villes Internet] "

# Where the mail server takes the answers to questions between communes, which it pipes to « manage.py receive_answer »:
# what follows a « + » in the address says which thread. Without it, mails lead to the thread and take no answer.
PORTAL_ANSWERS_ADDRESS = env("ANSWERS_ADDRESS", default="")
# Where mails that cannot be delivered come back, which the mail server pipes to « manage.py receive_bounce ». Without
# it, they come back to the sender, and nobody is told.
PORTAL_BOUNCES_ADDRESS = env("BOUNCES_ADDRESS", default="")

# The label

# The keys that sign what proves a label, as JSON: see docs/operators.md. « manage.py label_key » makes one.
LABEL_SIGNING_KEYS = env("LABEL_SIGNING_KEYS", default="")
# Where none is given, whether one is made and kept under PORTAL_VAR: what it signs proves nothing.
LABEL_SIGNING_KEY_OF_ITS_OWN = False

# Personal data

# How long a message of the contact form is kept, in months; the form says so, ``purge_personal_data`` does it.
PORTAL_CONTACT_MONTHS = env.int("CONTACT_MONTHS", default=12)
# How long an alert may be confirmed after it was asked for, in days; then its address is erased.
PORTAL_ALERT_DAYS = 3
# The same of a request for registration, and how long one that was decided is kept, in months.
PORTAL_REGISTRATION_DAYS = 3
PORTAL_REGISTRATION_MONTHS = 12
# How long a question between communes that is not public is kept after its last message, in months.
PORTAL_QUESTION_MONTHS = 24
# The same of an hour that a commune gave to others, with who came and how to join, after its day.
PORTAL_HOUR_MONTHS = 6
# The same of a correction that a reader proposed, after it was decided.
PORTAL_CORRECTION_MONTHS = 12
# The same of the links of interests of a jury, after the last day of appeals; as long as its journal.
PORTAL_JURY_MONTHS = 60
# The same of a dossier for the label that was never deposited, with its files, after the closing.
PORTAL_DRAFT_DOSSIER_MONTHS = 12
# The same of the files of a dossier that was deposited, after the end of appeals: their names and fingerprints stay.
PORTAL_DOSSIER_FILE_MONTHS = 60
# The same of an appeal against what the jury decided; as long as its journal.
PORTAL_APPEAL_MONTHS = 60

# The label

# So many days before the closing, « manage.py remind_drafts » mails those who have not deposited what they began.
PORTAL_DRAFT_REMINDER_DAYS = (30, 10, 3, 1)

# How often pages are read, which says nothing of who reads them

# How many seconds a process keeps the views that it counted before it adds them to the database; 0: until it is told.
PORTAL_VIEWS_SECONDS = 30
# How long the views of a day are kept, in months.
PORTAL_VIEWS_MONTHS = 25

# Security: nothing comes from elsewhere, and no inline script or style is allowed on a public page.
# Wagtail's admin, where inline scripts are many, is out of this policy.

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
        "frame-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
    },
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# The editor previews the pages in a frame, of this very site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
