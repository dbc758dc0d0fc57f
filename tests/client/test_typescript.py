"""The TypeScript client as npm packs it, in Node, while the server is killed under it."""

import json
import re
import subprocess
import sys
import tarfile
import threading
from pathlib import Path
from typing import IO, Any

import httpx2
import pytest

from tests.services.server import RunningServer

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]
NODE = [sys.executable, str(ROOT / "tools" / "client.py"), "node"]
NPM = [sys.executable, str(ROOT / "tools" / "client.py"), "npm"]
LINES = 30
KILL_AT = 10


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which programs find `distributed-chat` as if npm had installed it: what was packed, and no more."""
    folder = tmp_path_factory.mktemp("program")
    run([*NPM, "run", "--silent", "build:lib"])
    packed = run([*NPM, "pack", "--silent", "./dist-lib", "--pack-destination", str(folder)]).split()[-1]
    with tarfile.open(folder / packed) as tar:
        tar.extractall(folder, filter="data")
    (folder / "node_modules").mkdir()
    (folder / "package").rename(folder / "node_modules" / "distributed-chat")
    return folder


def run(command: list[str], folder: Path = ROOT) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_holds_no_page_and_its_types_are_found_by_node(package: Path) -> None:
    installed = package / "node_modules" / "distributed-chat"
    names = {str(file.relative_to(installed)) for file in installed.rglob("*") if file.is_file()}
    assert {"index.js", "package.json", "README.md", "LICENSE"} <= names
    assert not re.search(r"preact|signals|document\.|localStorage", (installed / "index.js").read_text())
    (package / "program.ts").write_text(
        'import { Distributed, type Message } from "distributed-chat";\n'
        'const chat = new Distributed("https://chat.example", "dk_x");\n'
        "export const search = async (): Promise<Message[]> => {\n"
        '\tconst path = { conversation_id: "x" };\n'
        '\tconst found = await chat.get("/api/conversations/{conversation_id}/messages", { path });\n'
        "\treturn found.messages;\n"
        "};\n"
        "for await (const item of chat.stream())\n"
        '\tif (item.kind === "event" && item.type === "message.posted") console.log(item.payload?.message.text);\n'
    )
    (package / "package.json").write_text('{"type": "module"}')
    options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", "--lib", "es2023,dom"]
    compiler = ROOT / "client" / "node_modules" / "typescript" / "bin" / "tsc"
    run([*NODE, str(compiler), *options, "program.ts"], package)


def test_it_outlives_the_server(package: Path, tmp_path: Path) -> None:
    (package / "talk.mjs").write_text(Path(__file__).with_name("talk.mjs").read_text())
    with RunningServer(tmp_path, unlimited=1) as server:
        form = {"first_name": "Ann", "last_name": "T", "email": "ann@example.test", "password": "tomatoes and bread"}
        token = httpx2.post(f"{server.url}/api/users", json=form).json()["token"]
        flags = ["--experimental-websocket"] if major() < 22 else []
        command = [*NODE, *flags, "talk.mjs", server.url, token, str(LINES), str(KILL_AT)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=package, text=True, stdin=pipe, stdout=pipe) as program:
            late = threading.Timer(60, program.kill)
            late.start()
            try:
                said = converse(server, program)
            finally:
                late.cancel()
                program.kill()
    assert said["file"] == "words in a file"
    assert said["refused"] == 404
    assert said["heard"] == [[number + 1, f"line {number}"] for number in range(LINES)]
    assert said["position"] == LINES


def converse(server: RunningServer, program: subprocess.Popen[str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    answers, questions = program.stdout, program.stdin
    assert answers is not None
    assert questions is not None
    for line in answers:
        word, value = json.loads(line)
        said[word] = value
        if word == "kill":
            restart(server, questions)
    return said


def restart(server: RunningServer, questions: IO[str]) -> None:
    """The program asks on while nobody answers."""
    server.kill()
    questions.write("dead\n")
    questions.flush()
    server.start()


def major() -> int:
    return int(run([*NODE, "--version"]).removeprefix("v").partition(".")[0])
