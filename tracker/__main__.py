"""python -m tracker: the command line where no Qt is installed."""

import sys

from tracker.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
