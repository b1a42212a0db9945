"""« Comment le jury décide »: the method of a year for anybody, and how it went once the palmarès is public."""
