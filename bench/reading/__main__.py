"""`python -m bench.reading`: how fast pages are read."""

import sys

from bench.reading_speed import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
