"""Documents that the label prints: templates of Typst, the fonts they need, and the program that makes PDF of them."""
