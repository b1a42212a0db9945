"""The short path: a sheet presented in five questions, on the public site, without Wagtail's editor.

It writes the same pages, as drafts, with the same rights and the same workflow. Two people at once, or one on two
devices, are merged field by field: every field is sent with what it was when the form was read.
"""
