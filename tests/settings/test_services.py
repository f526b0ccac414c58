"""The services of compose.yaml: each has its own secrets, proves itself and speaks TLS alone.

The tests of PostgreSQL run a server with the files of deploy/ and certificates of make_secrets.sh.
"""

import os
import pwd
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest
import yaml

from shop.settings.env import read_environment
from shop.settings.processes import NOT_NEEDED
from tests.settings.production import run_in_production
from tests.settings.test_environment import PRODUCTION, faults, names
from tools.testing.live_shop import ROOT, free_port

COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OWN = {"internal_ca", "service_certificate", "service_key"}
SHOP = OWN | {"secret_key", "stripe_secret_key", "email_url", "s3_credentials"}
SECRETS = {
    "proxy": OWN | {"tls_certificate", "tls_key"},
    "db": OWN | {"postgres_password"},
    "redis": OWN,
    "certificate-check": {"tls_certificate", "tls_key"},
    "migrate": OWN | {"secret_key"},
    "web": SHOP | {"stripe_webhook_secret"},
    "worker": SHOP,
}
GUNICORN = ("-m", "gunicorn", "-c", "shop/gunicorn.py")


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_the_logs_of_each_service_leave_the_machine_by_tls(service: str) -> None:
    logging = SERVICES[service]["logging"]
    assert logging["driver"] == "syslog"
    options = logging["options"]
    assert options["syslog-address"] == "tcp+tls://${LOG_COLLECTOR:?}"
    assert "syslog-tls-skip-verify" not in options
    for name in ("ca-cert", "cert", "key"):
        assert options[f"syslog-tls-{name}"].startswith("${PWD:?}/deploy/secrets/")


def test_the_proxy_starts_after_the_check_of_its_certificate() -> None:
    check = SERVICES["certificate-check"]
    assert check["command"] == ["python", "-m", "shop.site_certificate"]
    assert (
        secrets_of("proxy")["tls_certificate"] == secrets_of("certificate-check")["tls_certificate"]
    )
    condition = SERVICES["proxy"]["depends_on"]["certificate-check"]["condition"]
    assert condition == "service_completed_successfully"


def secrets_of(service: str) -> dict[str, str]:
    """Return the secrets of a service: the name in the container and the name of the file."""
    entries = SERVICES[service].get("secrets", [])
    return {
        (entry if isinstance(entry, str) else entry["target"]): (
            entry if isinstance(entry, str) else entry["source"]
        )
        for entry in entries
    }


def test_each_service_gets_the_secrets_that_it_needs() -> None:
    assert {name: set(secrets_of(name)) for name in SERVICES if secrets_of(name)} == SECRETS


def test_each_service_has_a_key_of_its_own() -> None:
    for name in SECRETS.keys() - {"certificate-check"}:
        assert secrets_of(name)["service_key"] == f"{name}_key"
        assert secrets_of(name)["service_certificate"] == f"{name}_certificate"
    mounted = {file for name in SERVICES for file in secrets_of(name).values()}
    assert mounted == set(COMPOSE["secrets"])
    assert "internal_ca_key" not in mounted


@pytest.mark.parametrize("service", ["web", "worker", "migrate"])
def test_the_environment_of_compose_is_complete_and_has_no_password(service: str) -> None:
    given = {name: str(value) for name, value in SERVICES[service]["environment"].items()}
    values = {name: value for name, value in given.items() if not value.startswith("${")}
    for name in [name for name in values if name.endswith("_FILE")]:
        del values[name]
        values[name.removesuffix("_FILE")] = PRODUCTION.get(name.removesuffix("_FILE"), "x")
    for name in ("BASE_URL", "ALLOWED_HOSTS", "STRIPE_PUBLISHABLE_KEY"):
        if name in given:
            values[name] = PRODUCTION[name]
    environment = read_environment(values)
    assert service == environment.SHOP_PROCESS
    for address in (environment.DATABASE_URL, environment.DATABASE_OWNER_URL or ""):
        assert "sslmode=verify-full" in address or not address
        assert ":@" not in address.replace("//", "")
        assert "sslkey=" in address or not address
    assert (environment.DATABASE_OWNER_URL is not None) is (service == "migrate")


@pytest.mark.parametrize("process", ["web", "worker", "migrate"])
def test_a_process_starts_without_the_secrets_of_others(process: str) -> None:
    needless = NOT_NEEDED[process]
    given = {name: value for name, value in PRODUCTION.items() if name not in needless}
    first, second = (read_environment({**given, "SHOP_PROCESS": process}) for _ in range(2))
    for name in needless:
        assert getattr(first, name) != getattr(second, name)
        assert getattr(first, name) != PRODUCTION[name]
    for name in {"SECRET_KEY", *NOT_NEEDED["migrate"]} - set(needless):
        without = {key: value for key, value in given.items() if key != name}
        assert names(faults({**without, "SHOP_PROCESS": process})) == [name]


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("rediss://redis:6379/0?ssl_certfile=/c&ssl_keyfile=/k&ssl_ca_certs=/a", True),
        ("rediss://:password@cache.example:6379/0", True),
        ("redis://:password@127.0.0.1:6379/0", True),
        ("redis://:password@redis:6379/0", False),
        ("rediss://redis:6379/0", False),
        ("rediss://:password@redis:6379/0?ssl_cert_reqs=none", False),
        ("redis://redis:6379/0?ssl_certfile=/c", False),
    ],
)
def test_redis_is_reached_by_tls_as_a_client_that_is_known(address: str, accepted: bool) -> None:  # noqa: FBT001
    environment = PRODUCTION | {"REDIS_URL": address}
    if accepted:
        assert address == read_environment(environment).REDIS_URL
    else:
        assert set(names(faults(environment))) == {"REDIS_URL"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"HOST": "0.0.0.0"}, "requests need TLS; WEB_TLS_CERTIFICATE"),  # noqa: S104
        ({"SHOP_PROCESS": "worker"}, "the web server needs the secrets of web"),
    ],
)
def test_the_web_server_does_not_start_in_the_clear(changes: dict[str, str], words: str) -> None:
    done = run_in_production(*GUNICORN, changes=changes | {"PORT": str(free_port())})
    assert done.returncode != 0
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_reference_proxy_checks_the_web_server() -> None:
    text = (ROOT / "deploy" / "proxy" / "nginx.conf").read_text()
    assert "proxy_pass http://" not in text
    assert text.count("proxy_pass https://shop;") == text.count("proxy_pass ") >= 2
    for line in (
        "proxy_ssl_verify on;",
        "proxy_ssl_name web;",
        "proxy_ssl_trusted_certificate /run/secrets/internal_ca;",
        "proxy_ssl_certificate /run/secrets/service_certificate;",
    ):
        assert f"    {line}\n" in text


@pytest.fixture(scope="module")
def made_secrets() -> Iterator[Path]:
    """Return a folder with the files of make_secrets.sh."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    shutil.copy(ROOT / "deploy" / "make_secrets.sh", folder)
    subprocess.run(["sh", folder / "make_secrets.sh"], check=True, capture_output=True)
    yield folder / "secrets"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def server(made_secrets: Path) -> Iterator[int]:
    """Run PostgreSQL as compose.yaml does; return its port."""
    programs = _programs_with_tls()
    folder = Path(tempfile.mkdtemp())
    user = "embedded_postgres" if os.geteuid() == 0 else None
    for name in ("internal_ca", "db_certificate", "db_key"):
        shutil.copy(made_secrets / name, folder / name)
    (folder / "db_key").chmod(0o600)
    for name in ("pg_hba.conf", "pg_ident.conf"):
        shutil.copy(ROOT / "deploy" / "postgres" / name, folder / name)
    if user:
        for path in (folder, *folder.iterdir()):
            os.chown(path, pwd.getpwnam(user).pw_uid, -1)
    data, port = folder / "data", free_port()
    initdb = [programs / "initdb", "-U", "postgres", "--no-sync", data]
    subprocess.run(initdb, user=user, cwd=folder, check=True, capture_output=True)
    script = (ROOT / "deploy" / "postgres" / "init" / "10-roles.sh").read_text()
    statements = script.split("<<'SQL'\n")[1].removesuffix("SQL\n").encode()
    single = [programs / "postgres", "--single", "-D", data, "postgres"]
    subprocess.run(single, input=statements, user=user, cwd=folder, check=True, capture_output=True)
    options = {
        "ssl": "on", "ssl_cert_file": folder / "db_certificate", "ssl_key_file": folder / "db_key",
        "ssl_ca_file": folder / "internal_ca", "hba_file": folder / "pg_hba.conf",
        "ident_file": folder / "pg_ident.conf", "port": port, "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
    }  # fmt: skip
    command = [programs / "postgres", "-D", data]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    child = subprocess.Popen(
        command, user=user, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(programs, port)
        yield port
    finally:
        child.terminate()
        child.wait(20)
        shutil.rmtree(folder)


def _programs_with_tls() -> Path:
    """Return the folder of an installed PostgreSQL; the embedded one is built without TLS."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not folders:
        pytest.skip("no PostgreSQL server with TLS is installed (apt-get install postgresql)")
    return folders[-1].parent


def _wait_for(programs: Path, port: int) -> None:
    command = [programs / "pg_isready", "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    for _ in range(200):
        if subprocess.run(command, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise AssertionError


def connect(port: int, secrets: Path, role: str, service: str | None, **options: str) -> str:
    """Return the role as which a service is connected, or the refusal."""
    shown = {
        "sslmode": "verify-full",
        "sslrootcert": str(secrets / "internal_ca"),
        "host": "localhost",
        "hostaddr": "127.0.0.1",
    }
    if service:
        key = secrets / f"{service}_key"
        key.chmod(0o600)
        shown |= {"sslcert": str(secrets / f"{service}_certificate"), "sslkey": str(key)}
    try:
        with psycopg.connect(port=port, user=role, dbname="shop", **(shown | options)) as login:
            row = login.execute("select current_user, ssl from pg_stat_ssl where pid = "
                                "pg_backend_pid()").fetchone()  # fmt: skip
            assert row
            assert row[1]
            return str(row[0])
    except psycopg.OperationalError as error:
        return f"refused: {error}"


@pytest.mark.slow
def test_postgresql_knows_services_by_their_certificates(server: int, made_secrets: Path) -> None:
    assert connect(server, made_secrets, "shop_app", "web") == "shop_app"
    assert connect(server, made_secrets, "shop_app", "worker") == "shop_app"
    assert connect(server, made_secrets, "shop_owner", "migrate") == "shop_owner"
    assert connect(server, made_secrets, "shop_app", "migrate") == "shop_app"
    for role, service in (
        ("shop_owner", "web"),
        ("shop_owner", "worker"),
        ("shop_app", "proxy"),
        ("shop_app", "logs"),  # of another authority
        ("shop_app", None),
        ("postgres", "web"),
    ):
        assert connect(server, made_secrets, role, service).startswith("refused"), (role, service)


@pytest.mark.slow
def test_postgresql_takes_no_connection_in_the_clear(server: int, made_secrets: Path) -> None:
    answer = connect(server, made_secrets, "shop_app", "web", sslmode="disable")
    assert "no encryption" in answer


@pytest.mark.slow
def test_the_health_check_shows_a_certificate_and_checks_the_server(
    made_secrets: Path,
) -> None:
    environment = {
        "BASE_URL": "https://store.example",
        "PORT": str(free_port()),
        "WEB_TLS_CERTIFICATE": str(made_secrets / "web_certificate"),
        "WEB_TLS_KEY": str(made_secrets / "web_key"),
        "WEB_TLS_CLIENT_CA": str(made_secrets / "internal_ca"),
    }
    check = [sys.executable, "-m", "shop.healthcheck"]
    run = {**os.environ, **environment}
    assert subprocess.run(check, cwd=ROOT, env=run, check=False).returncode == 1
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(environment["WEB_TLS_CERTIFICATE"], environment["WEB_TLS_KEY"])
    context.load_verify_locations(environment["WEB_TLS_CLIENT_CA"])
    context.verify_mode = ssl.CERT_REQUIRED
    with HTTPServer(("127.0.0.1", int(environment["PORT"])), _Healthy) as web:
        web.socket = context.wrap_socket(web.socket, server_side=True)
        Thread(target=web.serve_forever, daemon=True).start()
        assert subprocess.run(check, cwd=ROOT, env=run, check=False).returncode == 0
        web.shutdown()


class _Healthy(BaseHTTPRequestHandler):
    """Answers as the web server's health page."""

    def do_GET(self) -> None:
        """Answer 200 at /healthz."""
        known = self.path == "/healthz" and self.headers["Host"] == "store.example"
        self.send_response(200 if known else 400)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.mark.slow
def test_the_collector_adds_lines_of_the_shops_machine_alone(made_secrets: Path) -> None:
    if shutil.which("rsyslogd") is None:
        pytest.skip("rsyslog is not installed (apt-get install rsyslog rsyslog-openssl)")
    folder, port = made_secrets.parent / "collector", free_port()
    folder.mkdir()
    text = (ROOT / "deploy" / "collector" / "rsyslog.conf").read_text()
    for before, after in (
        ("/run/secrets", str(made_secrets)),
        ("/var/spool/rsyslog", str(folder)),
        ("/var/log/shop", str(folder / "logs")),
        ('port="6514"', f'port="{port}" address="127.0.0.1"'),
    ):
        assert before in text
        text = text.replace(before, after)
    (folder / "rsyslog.conf").write_text(text)
    command = ["rsyslogd", "-n", "-f", folder / "rsyslog.conf", "-i", folder / "pid"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if _send_line(made_secrets, port, "logs", "event sign_in.failed"):
                break
            time.sleep(0.05)
        for stranger in ("web", None, "plain"):
            _send_line(made_secrets, port, stranger, f"forged by {stranger}")
        files: list[Path] = []
        for _ in range(200):
            files = list((folder / "logs").glob("*.log"))
            if files and "sign_in.failed" in files[0].read_text():
                break
            time.sleep(0.05)
        (file,) = files
        assert "event sign_in.failed" in file.read_text()
        assert "forged" not in file.read_text(), file.read_text()
        assert file.stat().st_mode & 0o777 == 0o440
    finally:
        child.terminate()
        child.wait(10)


def _send_line(secrets: Path, port: int, client: str | None, text: str) -> bool:
    """Send one line as a client; return whether it was handed over."""
    line = f"<14>1 2026-12-01T00:00:00Z shop web 1 - - {text}\n".encode()
    context = ssl.create_default_context(cafile=str(secrets / "logs_ca"))
    if client in {"logs", "web"}:
        context.load_cert_chain(secrets / f"{client}_certificate", secrets / f"{client}_key")
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
            if client == "plain":
                plain.sendall(line)
                return True
            with context.wrap_socket(plain, server_hostname="collector") as secure:
                secure.sendall(line)
                return True
    except OSError:
        return False


@pytest.mark.slow
def test_certificates_are_renewed_for_90_days_and_secrets_stay(made_secrets: Path) -> None:
    def fingerprint(name: str) -> bytes:
        return (made_secrets / name).read_bytes()

    kept = {name: fingerprint(name) for name in ("secret_key", "internal_ca", "internal_ca_key")}
    before = fingerprint("worker_key")
    subprocess.run(["sh", made_secrets.parent / "make_secrets.sh"], check=True, capture_output=True)
    assert fingerprint("worker_key") == before
    renew = ["sh", made_secrets.parent / "make_secrets.sh", "renew"]
    subprocess.run(renew, check=True, capture_output=True)
    assert fingerprint("worker_key") != before
    assert {name: fingerprint(name) for name in kept} == kept
    certificate = made_secrets / "worker_certificate"
    for days, valid in ((89, True), (91, False)):
        command = ["openssl", "x509", "-in", certificate, "-checkend", str(days * 86_400)]
        assert (subprocess.run(command, check=False, capture_output=True).returncode == 0) is valid
