"""Deciding: comparing plans without a hidden score, by weights that are always printed, and how little would change the winner."""

from twin.deciding.preference import Preference, preference_of

__all__ = ["Preference", "preference_of"]
