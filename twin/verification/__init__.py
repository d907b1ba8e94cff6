"""Verification: the comparisons with published tables and other programs that ship with the package, made again at any time.

One file for each domain holds its checks; `registry` lists them, `running` makes them, `text` and `page` print the page.
"""

from twin.verification.check import Check, Within
from twin.verification.registry import CHECKS
from twin.verification.running import Result, Verification, verify

__all__ = ["CHECKS", "Check", "Result", "Verification", "Within", "verify"]
