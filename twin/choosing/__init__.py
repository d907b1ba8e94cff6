"""Choosing: what a building could be renovated with, side by side: `twin.compare_materials(city, "École Pasteur")`."""

from twin.choosing.materials import Choice, MaterialChoice, compare_materials

__all__ = ["Choice", "MaterialChoice", "compare_materials"]
