"""Who loses and who wins by a plan: street by street, space by space, building by building, zone by zone."""
