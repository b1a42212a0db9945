"""Addresses of accounts, in French. The names are allauth's, which reverses them. No cache keeps any of these pages."""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions.views import list_usersessions
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache

from portal.profile import address_views as address
from portal.profile import views as profile

# The key itself holds a hyphen, and allauth writes both parts with one between them.
RESET_KEY = r"^mot-de-passe/choisir/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

PAGES: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("connexion/", account.login, "account_login"),
    ("connexion/code/", mfa.authenticate, "mfa_authenticate"),
    ("connexion/confirmer/", account.reauthenticate, "account_reauthenticate"),
    ("connexion/confirmer-code/", mfa.reauthenticate, "mfa_reauthenticate"),
    ("deconnexion/", account.logout, "account_logout"),
    ("connexion/fermee/", account.account_inactive, "account_inactive"),
    ("connexion/inscription-fermee/", account.signup, "account_signup"),
    ("mot-de-passe/oublie/", account.password_reset, "account_reset_password"),
    ("mot-de-passe/envoye/", account.password_reset_done, "account_reset_password_done"),
    ("mot-de-passe/choisi/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    ("mot-de-passe/changer/", account.password_change, "account_change_password"),
    ("mot-de-passe/definir/", account.password_set, "account_set_password"),
    ("mon-compte/", profile.profile, "profile"),
    ("mon-compte/adresse/", address.change_address, "profile_address"),
    ("mon-compte/adresse/<str:signed>/", address.prove_address, "profile_address_prove"),
    ("mon-compte/sessions/", list_usersessions, "usersessions_list"),
    ("mon-compte/donnees/", profile.export, "profile_export"),
    ("mon-compte/supprimer/", profile.delete, "profile_delete"),
    ("double-authentification/", mfa.index, "mfa_index"),
    ("double-authentification/activer/", totp.activate_totp, "mfa_activate_totp"),
    ("double-authentification/desactiver/", totp.deactivate_totp, "mfa_deactivate_totp"),
    ("double-authentification/codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    ("double-authentification/codes/nouveaux/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"),
    ("double-authentification/codes/telecharger/", recovery.download_recovery_codes, "mfa_download_recovery_codes"),
)

urlpatterns: list[URLPattern] = [
    *(path(route, never_cache(view), name=name) for route, view, name in PAGES),
    re_path(RESET_KEY, never_cache(account.password_reset_from_key), name="account_reset_password_from_key"),
]
