"""The house has three floors, and imports only go down."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FLOORS = {"crawler": 3, "pipelines": 2, "corpus": 1}
MODULES = sorted(
    path.relative_to(ROOT)
    for floor in (*FLOORS, "settings.py", "scheduler.py")
    for path in ([ROOT / floor] if floor.endswith(".py") else (ROOT / floor).rglob("*.py"))
)


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the floor"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_go_down(path: Path) -> None:
    floor = FLOORS.get(path.parts[0], 0)
    for name in imports(path):
        imported = FLOORS.get(name.split(".")[0], 0)
        assert imported <= floor or floor == 0, f"{path} imports {name}, a floor above its own"
        assert name.split(".")[0] not in ("tests", "bench"), f"{path} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_the_crawler_and_the_steps_know_scrapy(path: Path) -> None:
    allowed = path.parts[0] == "crawler" or path == Path("pipelines/steps.py")
    for name in imports(path):
        assert allowed or name.split(".")[0] not in ("scrapy", "twisted"), f"{path} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_the_corpus_knows_sql(path: Path) -> None:
    for name in imports(path):
        is_sql = name.split(".")[0] in ("sqlalchemy", "alembic", "sqlite3", "psycopg")
        assert path.parts[0] == "corpus" or not is_sql, f"{path} imports {name}"


def test_the_scheduler_imports_neither_scrapy_nor_spiders() -> None:
    for name in imports(Path("scheduler.py")):
        assert name.split(".")[0] not in ("scrapy", "twisted", "crawler", "pipelines")


@pytest.mark.parametrize("package", ["crawler", "pipelines", "corpus", "crawler.discovery"])
def test_importing_a_package_loads_nothing_heavy(package: str) -> None:
    heavy = ["scrapy", "twisted", "sqlalchemy", "trafilatura", "lxml"]
    code = f"import sys, {package}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_modules_stay_small() -> None:
    long = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in long.items() if lines > 300} == {}
