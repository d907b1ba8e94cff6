"""Draw Saint-Jumeau anew and store it: `python -m twin.towns`."""

from twin.towns.saint_jumeau import write

if __name__ == "__main__":
    write()
