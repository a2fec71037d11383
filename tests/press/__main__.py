"""`python -m tests.press`: serve the press, or a generated one for load, until it is told to stop."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from tests.press.press import Press


def main() -> int:
    """Exit 0 when stopped by SIGINT or SIGTERM, 1 when the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m tests.press", description=__doc__)
    parser.add_argument("--port", type=int, default=8808)
    parser.add_argument("--edition", type=int, choices=(1, 2), default=1, help="2: one story has been edited")
    parser.add_argument("--generate", metavar="OUTLETSxARTICLES", help="generated outlets, for load: 40x50")
    parser.add_argument("--registry", type=Path, help="write the registry of these outlets here, when listening")
    options = parser.parse_args()
    if options.generate:
        from tests.press.generate import GeneratedPress

        outlets, _, articles = options.generate.partition("x")
        press: Press | GeneratedPress = GeneratedPress(outlets=int(outlets), articles=int(articles), port=options.port)
    else:
        press = Press(options.port, options.edition)
    stops = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)
    try:
        press.start()
    except OSError as error:
        reason = f"the press cannot listen on port {options.port}: {error.strerror}; choose another with --port"
        print(reason, file=sys.stderr)
        return 1
    if options.registry:
        options.registry.write_text(press.registry_toml(), encoding="utf-8")
    signal.sigwait(stops)
    press.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
