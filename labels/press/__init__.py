"""The press kit of a palmarès."""
