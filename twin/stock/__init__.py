"""The stock: from a city's buildings, their age and their fabric to envelopes, heat, energy, carbon and money."""
