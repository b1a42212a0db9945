"""Addresses of hours below the space of a collectivité."""

from django.urls import path

from initiatives.hours import views

urlpatterns = [
    path("", views.hours, name="space_hours"),
    path("proposer/", views.offer, name="space_hour_offer"),
    path("<int:pk>/", views.hour, name="space_hour"),
    path("<int:pk>/modifier/", views.edit, name="space_hour_edit"),
    path("<int:pk>/annuler/", views.cancel, name="space_hour_cancel"),
    path("<int:pk>/rendre/", views.give_back, name="space_hour_give_back"),
    path("<int:pk>/agenda/", views.calendar, name="space_hour_calendar"),
]
