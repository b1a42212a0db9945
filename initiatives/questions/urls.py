"""Addresses of questions below the space of a collectivité."""

from django.urls import path

from initiatives.questions import views

urlpatterns = [
    path("", views.threads, name="space_questions"),
    path("<int:pk>/", views.thread, name="space_question"),
    path("<int:pk>/public/", views.agree, name="space_question_agree"),
]
