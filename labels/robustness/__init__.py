"""« Le palmarès à l'épreuve »: which levels would be others had something small been otherwise."""
