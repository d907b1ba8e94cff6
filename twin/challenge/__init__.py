"""A challenge for groups: targets, a budget and rules in one file, and the plans of groups scored against them."""

from twin.challenge.rules import Challenge, Role, Round, Target

__all__ = ["Challenge", "Role", "Round", "Target"]
