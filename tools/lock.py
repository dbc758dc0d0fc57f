"""Resolves pyproject.toml into the hashed locks (`make lock`), or tells whether they agree (`--check`).

requirements.lock is what running needs, requirements-traces.lock the same with the extra `traces`,
requirements-dev.lock what the checks need (the same versions and more), requirements-node.lock the Node of a machine
without one. uv writes them for every platform at once, without any registry's address: uv.lock and pylock.toml would
record those, so they are not used.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS: dict[str, list[str]] = {
    "requirements.lock": ["pyproject.toml", "--group", "build"],
    "requirements-dev.lock": ["pyproject.toml", "--extra", "traces", "--group", "dev", "-c", "requirements.lock"],
    "requirements-traces.lock": ["pyproject.toml", "--extra", "traces", "-c", "requirements.lock"],
    "requirements-node.lock": ["--group", "node"],
}
UV_COMPILE = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"]


def compile_locks(folder: Path, options: Sequence[str]) -> None:
    """Write each lock in `folder`; versions already in a lock there are kept unless `--upgrade` is given."""
    for name, inputs in LOCKS.items():
        subprocess.run([sys.executable, *UV_COMPILE, *inputs, *options, "-o", name], cwd=folder, check=True)


def disagreeing_locks() -> list[str]:
    """Names of the locks that resolving pyproject.toml again, from what they hold now, would change."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, folder / name)
        compile_locks(folder, [])
        return [name for name in LOCKS if (folder / name).read_bytes() != (ROOT / name).read_bytes()]


def main(arguments: Sequence[str]) -> int:
    if "--check" not in arguments:
        compile_locks(ROOT, arguments)
        return 0
    stale = disagreeing_locks()
    if stale:
        print(f"{', '.join(stale)} and pyproject.toml disagree; run `make lock`.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
