"""``python -m syndetect``."""

from syndetect.cli import main

if __name__ == "__main__":
    main()
