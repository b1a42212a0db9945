"""The demonstration: the situation of the end of 2007, made from real collectivités and initiatives written for it."""
