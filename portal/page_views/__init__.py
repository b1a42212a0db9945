"""How often each page is read, by day, without anything about who reads it (docs/decisions/0011).

A page marks its answer, the middleware outside of the page cache counts it in memory, and a thread adds the counts of
the process to the database.
"""
