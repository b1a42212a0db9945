"""Addresses of accounts, in French. The names are allauth's, which reverses them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

urlpatterns = [
    path("connexion/", account.login, name="account_login"),
    path("connexion/code/", mfa.authenticate, name="mfa_authenticate"),
    path("connexion/confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path("connexion/confirmer-code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("deconnexion/", account.logout, name="account_logout"),
    path("connexion/fermee/", account.account_inactive, name="account_inactive"),
    path("connexion/inscription-fermee/", account.signup, name="account_signup"),
    path("mot-de-passe/oublie/", account.password_reset, name="account_reset_password"),
    path("mot-de-passe/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "mot-de-passe/choisir/<str:uidb36>/<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("mot-de-passe/choisi/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("mot-de-passe/changer/", account.password_change, name="account_change_password"),
    path("mot-de-passe/definir/", account.password_set, name="account_set_password"),
    path("double-authentification/", mfa.index, name="mfa_index"),
    path("double-authentification/activer/", totp.activate_totp, name="mfa_activate_totp"),
    path("double-authentification/desactiver/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("double-authentification/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "double-authentification/codes/nouveaux/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "double-authentification/codes/telecharger/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
