"""Elasticsearch: its client, its index, and what keeps the index equal to the documents of the database."""
