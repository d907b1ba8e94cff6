"""The command line. `app` declares the commands and their options; each command's work is in the file of its name."""

from twin.cli.app import main

__all__ = ["main"]
