"""A shop in production mode on an empty database, with stand-ins for Stripe, mail and S3.

The settings are those of a real shop. The stand-ins are reached by the names of the real services:
by a proxy (`HTTPS_PROXY`) in the shop, and by rules for names in the browser.
"""

import contextlib
import json
import os
import secrets
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer

from tools.drills.opening.certificates import make_certificates
from tools.drills.opening.relays import Mailbox, mail_server, proxy_to, tls_in_front_of
from tools.testing import databases
from tools.testing.live_shop import ROOT, START_TIMEOUT_S, collect_static, free_port, stop, wait_for
from tools.testing.stripe_harness import Sandbox

URL = "https://store.example"
PUBLIC, PRIVATE = "store-public", "store-private"
INSTALLED = [["migrate", "--verbosity", "0"], ["install_markets"]]
KEPT = ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR", "SHOP_TEST_SERVER")


@dataclass(frozen=True, slots=True)
class ProductionShop:
    """The running shop: its mails, its log, and the rules of names for a browser."""

    mailbox: Mailbox
    log: Path
    name_rules: str
    environment: Mapping[str, str]
    sandbox: Sandbox

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the server, as its operator does."""
        return subprocess.run(
            [sys.executable, "-W", "ignore", "manage.py", *command],
            cwd=ROOT,
            env=dict(self.environment),
            check=False,
            capture_output=True,
            text=True,
        )


@contextmanager
def production_shop(folder: Path) -> Iterator[ProductionShop]:
    """Run web server, worker and stand-ins; stop all of them at the end."""
    import_module("tools.testing.server")
    collect_static()
    template = databases.ensure_template("base", INSTALLED)
    database, log = f"drill_opening_{os.getpid()}", folder / "shop.log"
    certificates, mailbox = make_certificates(folder), Mailbox()
    with ExitStack() as stack, log.open("wb") as output:

        def run(environment: Mapping[str, str], *command: str) -> "subprocess.Popen[bytes]":
            child = subprocess.Popen(
                [sys.executable, "-W", "ignore", *command],
                cwd=ROOT,
                env=dict(environment),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            stack.callback(stop, child)
            return child

        databases.clone(template, database)
        stack.callback(databases.drop, database)
        web, plain_stripe = free_port(), free_port()
        stripe_port = stack.enter_context(tls_in_front_of(plain_stripe, certificates))
        s3_port = stack.enter_context(tls_in_front_of(_start_s3(stack), certificates))
        webhook_secret = f"whsec_{secrets.token_urlsafe(24)}"
        environment = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            **_settings(database, webhook_secret),
            "PORT": str(web),
            "WEB_TLS_CERTIFICATE": str(certificates.certificate),
            "WEB_TLS_KEY": str(certificates.key),
            "SSL_CERT_FILE": str(certificates.authority),
            "REQUESTS_CA_BUNDLE": str(certificates.authority),
            "AWS_CA_BUNDLE": str(certificates.authority),
            "HTTPS_PROXY": f"http://127.0.0.1:{stack.enter_context(proxy_to(stripe_port))}",
            "NO_PROXY": "localhost,127.0.0.1",
            "EMAIL_URL": "smtps://shop:secret@localhost:"
            f"{stack.enter_context(mail_server(certificates, mailbox))}",
            "S3_ENDPOINT_URL": f"https://localhost:{s3_port}",
            "PYTHONPATH": str(Path(__file__).parent / "startup"),
        }
        sandbox = run(
            environment,
            *("-m", "tools.stripe_sandbox", "--port", str(plain_stripe)),
            *("--webhook-url", f"https://localhost:{web}/webhooks/stripe/"),
            *("--webhook-secret", webhook_secret),
        )
        wait_for(f"http://127.0.0.1:{plain_stripe}/_sandbox/health", sandbox, log)
        run(environment, "-m", "gunicorn", "-c", "shop/gunicorn.py")
        _wait_for_web(web, certificates.authority)
        run({**environment, "SHOP_PROCESS": "worker"}, "manage.py", "procrastinate", "worker")
        yield ProductionShop(
            mailbox=mailbox,
            log=log,
            name_rules=_name_rules(web, stripe_port),
            environment=environment,
            sandbox=Sandbox(plain_stripe, sandbox),
        )


def _name_rules(web: int, stripe_port: int) -> str:
    """Return the rules by which the browser finds the shop and Stripe on this machine."""
    stripe_rules = [
        f"MAP {name}.stripe.com:443 127.0.0.1:{stripe_port}" for name in ("js", "api", "hooks")
    ]
    return ", ".join([f"MAP store.example:443 127.0.0.1:{web}", *stripe_rules])


def _settings(database: str, webhook_secret: str) -> dict[str, str]:
    return {
        "SHOP_MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": databases.address(database, "shop_app"),
        "DATABASE_OWNER_URL": databases.address(database),
        "ALLOWED_HOSTS": "store.example,localhost",
        "BASE_URL": URL,
        "TRUSTED_PROXIES": "none",
        "STRIPE_SECRET_KEY": f"sk_test_{secrets.token_hex(12)}",
        "STRIPE_PUBLISHABLE_KEY": f"pk_test_{secrets.token_hex(12)}",
        "STRIPE_WEBHOOK_SECRET": webhook_secret,
        "S3_BUCKET": PUBLIC,
        "S3_PRIVATE_BUCKET": PRIVATE,
        "AWS_ACCESS_KEY_ID": "drill",
        "AWS_SECRET_ACCESS_KEY": "drill",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "SECURITY_CONTACT": "mailto:security@store.example",
    }


def _start_s3(stack: ExitStack) -> int:
    """Start the stand-in for S3: everybody reads one bucket, browsers may fill the other one."""
    server = ThreadedMotoServer(port=0, ip_address="127.0.0.1", verbose=False)
    server.start()
    stack.callback(server.stop)
    port = int(server.get_host_and_port()[1])
    keys = {"aws_access_key_id": "drill", "aws_secret_access_key": "drill"}
    client = boto3.client(
        "s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="eu-central-1", **keys
    )
    place = {"LocationConstraint": "eu-central-1"}
    for bucket in (PUBLIC, PRIVATE):
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
    policy = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    policy["Resource"] = f"arn:aws:s3:::{PUBLIC}/*"
    document = json.dumps({"Version": "2012-10-17", "Statement": [policy]})
    client.put_bucket_policy(Bucket=PUBLIC, Policy=document)
    rule = {"AllowedMethods": ["POST"], "AllowedOrigins": [URL], "AllowedHeaders": ["*"]}
    client.put_bucket_cors(Bucket=PRIVATE, CORSConfiguration={"CORSRules": [rule]})
    return port


def _wait_for_web(port: int, authority: Path) -> None:
    """Wait until the web server answers, over TLS."""
    trusting = ssl.create_default_context(cafile=authority)
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            address = f"https://localhost:{port}/healthz"
            with urllib.request.urlopen(address, timeout=2, context=trusting):
                return
        time.sleep(0.2)
    raise RuntimeError("the web server does not answer")
