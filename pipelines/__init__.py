"""How we read a page: bytes in, an article with its tags and their evidence out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipelines.read import read_page, read_text
    from pipelines.rules import load_rules

__all__ = ["load_rules", "read_page", "read_text"]

_HOMES = {"read_page": "pipelines.read", "read_text": "pipelines.read", "load_rules": "pipelines.rules"}


def __getattr__(name: str) -> Any:
    """Import the readers on first use, so that importing this package stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
