"""« L’arobase expliquée »: why a collectivité has so many arobases, in plain words, drawn from what the jury read."""
