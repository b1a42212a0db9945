"""``/recherche/alerte/``."""

from django.urls import path

from search.alerts import views

urlpatterns = [
    path("", views.ask, name="search_alert"),
    path("demandee/", views.asked, name="search_alert_asked"),
    path("arretee/", views.stopped, name="search_alert_stopped"),
    path("<slug:token>/", views.manage, name="search_alert_manage"),
    path("<slug:token>/confirmer/", views.confirm, name="search_alert_confirm"),
    path("<slug:token>/arreter/", views.stop, name="search_alert_stop"),
]
