"""The judged set: French sheets, queries with what each must find, and the measure of an answer.

``material`` holds what was written by hand; ``texts`` composes sheets of it, ``queries`` asks for them, ``measure``
says how well they were found. Everything comes from a seed: two machines make the same set.
"""
