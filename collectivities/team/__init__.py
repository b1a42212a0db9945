"""The team of a collectivité, looked after by its référents on the public site."""
