"""« Demander conseil »: communes write to each other about a sheet. The portal carries the messages, and shows no
address; a thread that both want public is a part of the sheet.
"""
