"""``/donnees/``. The page has an address in every language, what machines read has one."""

from django.urls import path

from search.open_data import views

page = [path("", views.open_data, name="open_data")]
files = [
    path("catalogue.jsonld", views.data_catalogue, name="open_data_catalogue"),
    path("<slug:name>.schema.json", views.data_schema, name="open_data_schema"),
    path("<slug:name>.<slug:extension>", views.data_file, name="open_data_file"),
]
