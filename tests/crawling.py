"""Running the real commands in tests: in a process of their own, against the press, with a database of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Seconds that a command of a test may take.
LIMIT = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A folder for one test's database, archive and registry."""

    folder: Path
    database: str

    @classmethod
    def at(cls, folder: Path, registry: str, database: str | None = None) -> Desk:
        """Write the registry; SQLite in the folder unless told otherwise."""
        (folder / "press.toml").write_text(registry, encoding="utf-8")
        return cls(folder=folder, database=database or f"sqlite:///{folder / 'marsad.db'}")

    def environment(self, **more: str) -> dict[str, str]:
        """The settings of the commands, as a user gives them."""
        mine = {name: value for name, value in os.environ.items() if not name.startswith("MARSAD_")}
        settings = {
            "VAR": str(self.folder),
            "DATABASE_URL": self.database,
            "SOURCES": str(self.folder / "press.toml"),
            "DOWNLOAD_DELAY": "0",
            "POLL_MINUTES": "0",
            "LOOKBACK_DAYS": "36500",
            "READERS": "1",
            **more,
        }
        return {**mine, **{f"MARSAD_{name}": value for name, value in settings.items()}}

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """Start a command and return at once."""
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=ROOT,
            env=self.environment(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def scrapy(self, *arguments: str, given: str | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=ROOT,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            input=given,
            timeout=LIMIT,
            check=False,
        )
