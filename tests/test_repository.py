"""What the repository promises about itself: nothing committed rots, and the rules no other tool checks hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from distributed_chat.cli import main

ROOT = Path(__file__).parent.parent
CODE = (".css", ".js", ".mjs", ".py", ".ts", ".tsx")
GENERATED = {"client/src/api/types.ts"}
# In two halves, so that this file does not break its own rule.
REGISTRY_HOSTS = [
    host + end
    for host, end in [
        ("pypi.", "org"),
        ("pythonhosted.", "org"),
        ("npmjs.", "org"),
        ("npmjs.", "com"),
        ("yarnpkg.", "com"),
        ("deb.", "debian.org"),
    ]
]
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MOST_EXCUSES = 32


def committed_files() -> list[str]:
    """Paths in git, those about to be added included; without what is deleted but not committed yet."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for path in set(said.split("\0")) if path and (ROOT / path).is_file())


FILES = committed_files()
PYTHON = [path for path in FILES if path.endswith(".py")]


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def test_no_committed_file_has_a_registrys_address() -> None:
    found = [(path, host) for path in FILES for host in REGISTRY_HOSTS if host in text_of(path)]
    assert found == []


def test_no_lock_says_where_a_package_was_found() -> None:
    python_locks = [path for path in FILES if path.endswith(".lock")]
    npm_locks = [path for path in FILES if path.endswith("package-lock.json")]
    assert python_locks
    assert npm_locks
    assert [path for path in python_locks if "://" in text_of(path) or "index-url" in text_of(path)] == []
    assert [path for path in npm_locks if '"resolved"' in text_of(path)] == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {path: text_of(path).count("\n") for path in FILES if path.endswith(CODE) and path not in GENERATED}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def functions(path: str) -> Iterator[tuple[str, int]]:
    """Each function of the file with its length in lines, its decorators and docstring not counted."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{path}:{node.name}", length - (docstring.count("\n") + 1 if docstring else 0)


def test_no_function_is_longer_than_a_screen() -> None:
    # A migration is written by tools/migration.py and read once, from top to bottom.
    written = [path for path in PYTHON if "/migrations/versions/" not in path]
    too_long = {name: length for path in written for name, length in functions(path) if length > LONGEST_FUNCTION}
    assert too_long == {}


def path_of_one_message() -> list[tuple[str, str]]:
    """The (file, name) pairs of ARCHITECTURE.md's section of that title."""
    section = text_of("ARCHITECTURE.md").split("## The path of one message", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^(\S+\.(?:py|ts|tsx)) +(\w+)", section, flags=re.MULTILINE)


def test_the_path_of_one_message_is_listed() -> None:
    assert len(path_of_one_message()) >= 8


@pytest.mark.parametrize(("path", "name"), path_of_one_message())
def test_the_path_of_one_message_resolves(path: str, name: str) -> None:
    assert (ROOT / path).is_file(), f"{path} is not there"
    definition = rf"^\s*(?:export )?(?:async )?(?:def|class|function|const|interface|type) {name}\b"
    assert re.search(definition, text_of(path), flags=re.MULTILINE), f"{path} does not define {name}"


def commands_in_docs(program: str) -> set[tuple[str, str]]:
    """(page, first word) of each `program word` that stands in code: in backticks or as a line of a block."""
    code = re.compile(r"```.*?```|`[^`\n]+`", flags=re.DOTALL)
    command = re.compile(rf"(?:^|`|\$ |bin/) *{program} ([a-z][a-z-]*)", flags=re.MULTILINE)
    pages = [path for path in FILES if path.endswith(".md")]
    return {(page, word) for page in pages for span in code.findall(text_of(page)) for word in command.findall(span)}


@pytest.mark.parametrize(("page", "word"), sorted(commands_in_docs("distributed")))
def test_every_command_of_ours_in_the_docs_exists(page: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word, "--help"])
    assert ended.value.code == 0, f"{page} names `distributed {word}`: {capsys.readouterr().err}"


def test_every_make_command_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", text_of("Makefile"), flags=re.MULTILINE))
    named = commands_in_docs("make")
    assert ("README.md", "run") in named
    assert ("README.md", "test") in named
    assert {(path, target) for path, target in named if target not in targets} == set()


def test_every_file_that_the_docs_link_to_exists() -> None:
    linked = {
        (path, target.split("#")[0])
        for path in FILES
        if path.endswith(".md")
        for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path))
        if "://" not in target and not target.startswith(("#", "mailto:"))
    }
    assert {(path, target) for path, target in linked if not (ROOT / path).parent.joinpath(target).exists()} == set()


def test_excuses_to_the_checkers_stay_few() -> None:
    excuse = re.compile(r"# noqa|# type: ignore|// biome-ignore|/\* biome-ignore|@ts-expect-error|@ts-ignore")
    here = Path(__file__).relative_to(ROOT).as_posix()
    found = [path for path in FILES if path.endswith(CODE) and path != here for _ in excuse.findall(text_of(path))]
    assert len(found) <= MOST_EXCUSES, found


def test_only_the_command_line_reads_the_environment() -> None:
    server = [path for path in PYTHON if path.startswith("src/") and "/cli" not in path]
    reading = [path for path in server if re.search(r"\bos\.(?:environ|getenv)|\bgetenv\(", text_of(path))]
    assert reading == []
