"""Pictures: the sheet of a comparison and the map of a city. The only code that imports matplotlib."""
