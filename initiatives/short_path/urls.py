"""Addresses of the short path, below the space of a collectivité."""

from django.urls import path

from initiatives.short_path import views

urlpatterns = [
    path("nouvelle/", views.begin, name="space_sheet_begin"),
    path("<int:pk>/", views.sheet, name="space_sheet"),
    path("<int:pk>/photo/", views.photo, name="space_sheet_photo"),
    path("<int:pk>/supprimer/", views.discard, name="space_sheet_discard"),
    path("<int:pk>/retirer/", views.withdraw, name="space_sheet_withdraw"),
]
