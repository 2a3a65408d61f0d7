"""``python -m renkei``: the command line."""

from renkei.cli import main

if __name__ == "__main__":
    main()
