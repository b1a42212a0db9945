"""``/inscription/``."""

from django.urls import path, re_path

from collectivities.enums import CollectivityKind
from collectivities.registrations import views

KINDS = CollectivityKind.any_path()

urlpatterns = [
    path("", views.choose, name="registration"),
    path("suggestions/", views.suggestions, name="registration_suggestions"),
    path("merci/", views.asked, name="registration_asked"),
    path("demande/<slug:token>/", views.follow, name="registration_follow"),
    re_path(rf"^(?P<kind>{KINDS})/(?P<code>[0-9][0-9a-z]*)/$", views.register, name="registration_of"),
]
