"""The reference proxy in front of a running shop: two clients, large bodies, slow requests.

Runs nginx with `deploy/proxy/nginx.conf`, on other ports and with a certificate made for the drill.
Without nginx the drill does not run and exits 3: `apt-get install nginx-light`.
"""

import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import requests
import urllib3
from requests.adapters import HTTPAdapter

from tools.drills.accounts import make_account, sign_in
from tools.drills.observations import too_few
from tools.drills.running import base_template
from tools.testing.live_shop import ROOT, LiveShop, free_port, live_shop, stop

NOT_RUN = 3
CONFIGURATION = ROOT / "deploy" / "proxy" / "nginx.conf"
ATTACKER, OWNER, SLOW = "127.0.0.2", "127.0.0.3", "127.0.0.4"
WRONG_TRIES, SLOW_CLIENTS, PROBES = 12, 30, 20
LARGE_BYTES = 80_000_000
SLOWEST_PROBE_S = 2.0


@dataclass
class Observed:
    """Responses to the clients."""

    wrong: list[int] = field(default_factory=list)
    attacker: int = 0
    owner: int = 0
    large: int = 0
    api_in_the_clear: int = 0
    probes: list[float] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Return the faults; too few observations are a fault."""
        faults = too_few(
            {
                "wrong passwords": (len(self.wrong), WRONG_TRIES),
                "probes beside slow clients": (len(self.probes), PROBES),
            }
        )
        checks = (
            (self.attacker != HTTPStatus.FOUND, "the client that failed so often was let in"),
            (self.owner == HTTPStatus.FOUND, "the owner at another address was locked out"),
            (self.large in {413, 0}, f"{LARGE_BYTES} bytes were answered {self.large}"),
            (self.api_in_the_clear == HTTPStatus.FORBIDDEN, "the API answers over plain http"),
            (
                bool(self.probes) and max(self.probes) < SLOWEST_PROBE_S,
                f"slow clients held others up for {max(self.probes, default=0):.1f} s",
            ),
        )
        return faults + [fault for holds, fault in checks if not holds]


class _From(HTTPAdapter):
    """An adapter that sends from one network address, like a separate client."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args: object, **options: object) -> None:
        super().init_poolmanager(*args, source_address=(self.address, 0), **options)  # type: ignore[arg-type]


def main() -> int:
    """Run the drill and print the result."""
    if shutil.which("nginx") is None:
        print("NOT RUN: nginx is not installed (apt-get install nginx-light)")
        return NOT_RUN
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    with tempfile.TemporaryDirectory() as folder:
        observed = drill_proxy(Path(folder), base_template())
    print(
        f"{len(observed.wrong)} wrong passwords of one client, then the right one: "
        f"{observed.attacker}; the owner at another address: {observed.owner}; 80 MB: "
        f"{observed.large or 'refused'}; API over http: {observed.api_in_the_clear}; slowest of "
        f"{len(observed.probes)} answers beside {SLOW_CLIENTS} slow clients: "
        f"{max(observed.probes, default=0) * 1000:.0f} ms"
    )
    for fault in observed.faults:
        print(f"FAULT {fault}")
    return 1 if observed.faults else 0


def drill_proxy(folder: Path, template: str) -> Observed:
    """Run a shop behind nginx and test it."""
    https, http = free_port(), free_port()
    url = f"https://127.0.0.1:{https}"
    extra = {"LIMITS_FACTOR": "1", "TRUSTED_PROXIES": "127.0.0.1", "BASE_URL": url}
    observed = Observed()
    with live_shop(folder, template, name="drill_proxy", with_worker=False, **extra) as shop:
        make_account(shop)
        with (
            _web_server_with_tls(folder, shop) as web,
            running_nginx(folder, shop=web, https=https, http=http),
        ):
            _fail_and_sign_in(url, observed)
            observed.large = _send_large_body(url)
            plain = f"http://127.0.0.1:{http}/api/v1/markets/"
            answer = requests.get(plain, allow_redirects=False, timeout=30)
            observed.api_in_the_clear = answer.status_code
            observed.probes = _probe_beside_slow_clients(url, https)
    return observed


def client(address: str) -> requests.Session:
    """Return a client at an address that claims another one."""
    session = requests.Session()
    session.trust_env, session.verify = False, False
    session.mount("https://", _From(address))
    session.headers.update({"X-Forwarded-For": OWNER, "X-Real-IP": OWNER})
    return session


@contextmanager
def _web_server_with_tls(folder: Path, shop: LiveShop) -> Iterator[int]:
    """Run a second web server of the shop as compose.yaml does, with TLS; yield its port."""
    shutil.copy(ROOT / "deploy" / "make_secrets.sh", folder)
    subprocess.run(["sh", folder / "make_secrets.sh"], check=True, capture_output=True)
    secrets, port, log = folder / "secrets", free_port(), folder / "web.log"
    files = {
        "WEB_TLS_CERTIFICATE": secrets / "web_certificate",
        "WEB_TLS_KEY": secrets / "web_key",
        "WEB_TLS_CLIENT_CA": secrets / "internal_ca",
    }
    environment = {**shop.environment, "PORT": str(port)}
    environment |= {name: str(path) for name, path in files.items()}
    command = [sys.executable, "-W", "ignore", "-m", "gunicorn", "-c", "shop/gunicorn.py"]
    with log.open("wb") as output:
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        _wait(port, child, log)
        check = [sys.executable, "-m", "shop.healthcheck"]
        for _ in range(30):
            if subprocess.run(check, cwd=ROOT, env=environment, check=False).returncode == 0:
                break
        else:
            raise RuntimeError(log.read_text()[-2000:])
        yield port
    finally:
        stop(child)


@contextmanager
def running_nginx(folder: Path, *, shop: int, https: int, http: int) -> Iterator[None]:
    """Run nginx with the reference configuration."""
    certificate, key = folder / "certificate", folder / "key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    configuration = folder / "nginx.conf"
    text = adapt(CONFIGURATION.read_text(), folder, shop=shop, https=https, http=http)
    configuration.write_text(text)
    with (folder / "nginx.log").open("wb") as log:
        child = subprocess.Popen(
            ["nginx", "-c", configuration, "-g", "daemon off;"], stdout=log, stderr=log
        )
    try:
        _wait(https, child, folder / "nginx.log")
        yield
    finally:
        stop(child)


def adapt(text: str, folder: Path, *, shop: int, https: int, http: int) -> str:
    """Return the reference configuration with the ports and files of the drill."""
    changes = (
        (r"worker_processes auto", "worker_processes 1"),
        (r"/run/nginx\.pid", f"{folder}/nginx.pid"),
        (r"server web:8000", f"server 127.0.0.1:{shop}"),
        (r"listen 80 default_server", f"listen 127.0.0.1:{http} default_server"),
        (r"listen 443 ssl default_server", f"listen 127.0.0.1:{https} ssl default_server"),
        (r"\n *listen \[::\][^\n]*", ""),
        (r"\n *http2 on;", ""),  # nginx before 1.25.1 does not know it
        (r"Host \$host", "Host $http_host"),  # the address of the drill includes a port
        (r"/run/secrets/internal_ca", f"{folder}/secrets/internal_ca"),
        (r"/run/secrets/service_", f"{folder}/secrets/proxy_"),
        (r"/run/secrets/tls_certificate", f"{folder}/certificate"),
        (r"/run/secrets/tls_key", f"{folder}/key"),
    )
    for pattern, replacement in changes:
        text, number = re.subn(pattern, replacement, text)
        if not number:
            sys.exit(f"{CONFIGURATION} has changed: {pattern} is not in it")
    return text


def _wait(port: int, child: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(100):
        if child.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(log.read_text()[-2000:])


def _fail_and_sign_in(url: str, observed: Observed) -> None:
    for number in range(WRONG_TRIES):
        answer = sign_in(client(ATTACKER), url, password=f"wrong-{number}")
        observed.wrong.append(answer.status_code)
    observed.attacker = sign_in(client(ATTACKER), url).status_code
    observed.owner = sign_in(client(OWNER), url).status_code


def _send_large_body(url: str) -> int:
    """Return the status for a body that is too large; 0 if the connection was closed."""
    try:
        body = b"x" * LARGE_BYTES
        return client(ATTACKER).post(f"{url}/en-fr/basket/add/", data=body, timeout=60).status_code
    except requests.ConnectionError:
        return 0


def _probe_beside_slow_clients(url: str, port: int) -> list[float]:
    """Return the response time of another client while many send a body byte by byte."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    start = f"POST /en-fr/basket/add/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    slow = []
    for _ in range(SLOW_CLIENTS):
        plain = socket.create_connection(("127.0.0.1", port), source_address=(SLOW, 0))
        secure = context.wrap_socket(plain)
        secure.sendall(f"{start}Content-Length: 1000\r\n\r\nab".encode())
        slow.append(secure)
    waited = []
    for _ in range(PROBES):
        began = time.monotonic()
        if client(OWNER).get(f"{url}/healthz", timeout=30).ok:
            waited.append(time.monotonic() - began)
    for secure in slow:
        secure.close()
    return waited
