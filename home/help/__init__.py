"""« Aide »: short answers, which the association writes, and in the space of a collectivité the button beside each.

The page of the tree is for everybody; the tab of the space shows the same answers.
"""
