"""`make run` where it cannot run: one clear line, a non-zero exit code, nothing left behind."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.testing.live_shop import ROOT, free_port

pytestmark = pytest.mark.slow

LAUNCH = (sys.executable, "-W", "ignore", "-m", "shop.launch")
NOT_COPIED = shutil.ignore_patterns("pictures", "__pycache__")
# A file system of our own for one process; needs no rights where user namespaces are allowed.
OWN_MOUNTS = ("unshare", "--map-root-user", "--mount")
TINY_DISK = 'mount -t tmpfs -o size=4m tmpfs "$0" && exec "$@"'


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout that has no `var` yet."""
    for package in ("shop", "licensing", "catalog"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=NOT_COPIED)
    shutil.copy(ROOT / "manage.py", tmp_path)
    return tmp_path


@pytest.fixture
def port_in_use() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def refusal(folder: Path, *prefix: str, **changes: str) -> str:
    """Start a shop that cannot start; return its one line."""
    foreign = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ROLE", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in foreign}
    environment |= {"PORT": str(free_port()), "SANDBOX_PORT": str(free_port())} | changes
    done = subprocess.run(
        [*prefix, *LAUNCH],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("make run: ")
    return line.removeprefix("make run: ")


@pytest.mark.parametrize("name", ["PORT", "SANDBOX_PORT"])
def test_a_port_in_use_is_named_with_the_way_to_choose_another(
    checkout: Path, port_in_use: int, name: str
) -> None:
    line = refusal(checkout, **{name: str(port_in_use)})
    assert line.startswith(f"port {port_in_use} is in use; choose another: make run {name}=")
    assert not (checkout / "var" / "postgres").exists()


def test_one_port_for_the_shop_and_the_sandbox_is_refused(checkout: Path) -> None:
    port = str(free_port())
    assert refusal(checkout, PORT=port, SANDBOX_PORT=port).startswith(f"port {port} is in use")


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1", "٨٠٠٠"])
def test_a_port_that_is_no_port_is_refused(checkout: Path, text: str) -> None:
    assert refusal(checkout, PORT=text).startswith("PORT must be a number from 1 to 65535")


def test_a_database_that_is_down_is_said_without_its_password(checkout: Path) -> None:
    port = free_port()
    line = refusal(checkout, DATABASE_URL=f"postgresql://shop_app:hidden@127.0.0.1:{port}/shop")
    assert line.startswith("the database cannot be reached: ")
    assert str(port) in line
    assert "hidden" not in line
    assert not (checkout / "var" / "postgres").exists()


def test_an_address_that_is_no_database_is_refused(checkout: Path) -> None:
    line = refusal(checkout, DATABASE_URL="postgresql://shop_app:hidden@[broken/shop")
    assert line.startswith("the database cannot be reached: ")
    assert "hidden" not in line


def test_a_folder_for_data_that_cannot_be_made_is_named(checkout: Path) -> None:
    (checkout / "var").write_text("a file in its place")
    assert refusal(checkout) == f"{checkout / 'var'} cannot be written: File exists"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
def test_a_folder_for_data_that_may_not_be_written_is_named(checkout: Path) -> None:
    (checkout / "var").mkdir(mode=0o500)
    assert refusal(checkout) == f"{checkout / 'var'} cannot be written: Permission denied"


def test_a_database_folder_that_cannot_be_made_is_said(checkout: Path) -> None:
    (checkout / "var").mkdir()
    (checkout / "var" / "postgres").write_text("a file in its place")
    line = refusal(checkout)
    assert line.startswith(f"the embedded PostgreSQL in {checkout / 'var' / 'postgres'} did not")
    assert "File exists" in line


def test_a_full_disk_is_said_with_what_is_free_and_what_is_needed(checkout: Path) -> None:
    var = checkout / "var"
    var.mkdir()
    own_disk = (*OWN_MOUNTS, "sh", "-c", TINY_DISK, str(var))
    if (
        shutil.which("unshare") is None
        or subprocess.run([*own_disk, "true"], check=False).returncode
    ):
        pytest.skip("this machine lets nobody mount a small disk")
    line = refusal(checkout, *own_disk)
    assert line == f"no disk space: 4 MB are free in {var}, 500 MB are needed"


def test_a_refusal_leaves_nothing_behind(checkout: Path) -> None:
    var = checkout / "var"
    var.write_text("a file in its place")
    refusal(checkout)
    var.unlink()
    database_down = f"postgresql://shop_app@127.0.0.1:{free_port()}/shop"
    assert refusal(checkout, DATABASE_URL=database_down).startswith("the database cannot be")
    assert list(var.iterdir()) == []
