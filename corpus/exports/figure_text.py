"""A figure in short, as it stands in a table: `victims=30`, `arrested=~10`, `money=20000-30000 MAD`."""

from __future__ import annotations

from corpus.figures import Figure


def figure_text(figure: Figure) -> str:
    """Kind and value; money with its currency, the other kinds have one unit each."""
    unit = f" {figure.unit}" if figure.kind == "money" else ""
    return f"{figure.kind}={value_text(figure)}{unit}"


def value_text(figure: Figure) -> str:
    """`30`, `~30`, `>=30`, `<=30`, `20-30`; `~3-9` where the text is vague about both ends."""
    low, high = _number(figure.low), _number(figure.high)
    if figure.qualifier == "at_least":
        return f">={low}"
    if figure.qualifier == "at_most":
        return f"<={high}"
    value = low if low == high else f"{low}-{high}"
    return f"~{value}" if figure.qualifier == "about" else value


def _number(bound: float | None) -> str:
    """Without `.0` and without an exponent."""
    return "" if bound is None else f"{bound:.4f}".rstrip("0").rstrip(".")
