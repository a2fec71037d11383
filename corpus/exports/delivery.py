"""Where an export goes: into a file that is whole or not there, or to standard output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from corpus.errors import MarsadError
from corpus.exports import BINARY


def export_file(path: Path, write: Callable[[BinaryIO], int]) -> int:
    """Let `write` fill a file: it appears under its name when it is complete and on the disk, or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _removed_on_failure(part), part.open("xb") as stream:
            count = write(stream)
            stream.flush()
            os.fsync(stream.fileno())
            part.replace(path)
    except OSError as error:
        raise MarsadError(f"cannot write {path}: {error.strerror or error}") from error
    return count


def export_stdout(name: str, write: Callable[[BinaryIO], int]) -> int:
    """Let `write` fill standard output, by way of a temporary file for formats that need to know where they are."""
    if name not in BINARY:
        return write(sys.stdout.buffer)
    if sys.stdout.isatty():
        raise MarsadError(f"{name} is not for a terminal; use -o FILE or a pipe")
    with TemporaryFile() as stream:
        count = write(stream)
        stream.seek(0)
        shutil.copyfileobj(stream, sys.stdout.buffer)
    return count


@contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise
