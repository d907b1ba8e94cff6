"""How sure a comparison is: the same draws of every uncertain parameter before and after, and what follows from their spread."""
