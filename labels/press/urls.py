"""``/palmares/<millésime>/presse/``."""

from django.urls import path

from labels.press import views

urlpatterns = [
    path("palmares/<slug:year>/presse/", views.press, name="palmares_press"),
    path("palmares/<slug:year>/presse/<slug:territory>/", views.press_file, name="palmares_press_file"),
]
