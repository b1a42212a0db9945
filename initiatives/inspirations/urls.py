"""Addresses of inspirations below the space of a collectivité."""

from django.urls import path

from initiatives.inspirations import views

urlpatterns = [path("<int:pk>/", views.reply, name="space_inspiration")]
