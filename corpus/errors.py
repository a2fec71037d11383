"""The errors that a user can mend. Commands print their message as one line and exit non-zero."""

from __future__ import annotations


class MarsadError(Exception):
    """Root of the errors whose message is meant for the person at the shell."""


class BadArgument(MarsadError):
    """A value that is not allowed, with those that are."""

    def __init__(self, name: str, value: str, allowed: tuple[str, ...] | str):
        choices = allowed if isinstance(allowed, str) else ", ".join(allowed)
        super().__init__(f"{name}: {value!r} is not known; allowed: {choices}")
        self.name, self.value, self.allowed = name, value, allowed


class SchemaError(MarsadError):
    """The database is not at the schema that this version works with."""


class DatabaseError(MarsadError):
    """The database cannot be opened, read or written."""


class RegistryError(MarsadError):
    """A registry entry is wrong; the message names file, line and field."""


class RulesError(MarsadError):
    """A rule file is wrong; the message names file, line and field."""


class AlreadyRunning(MarsadError):
    """Another process holds the lock of this database."""
