"""A payment page as the shop's, under a strict Content-Security-Policy, served to a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Pay</title><script src="{sandbox}/v3/" defer></script>
<script src="/pay.js" defer></script></head>
<body><main><h1>Pay</h1><form id="pay"><div id="card"></div><button>Pay now</button></form>
<p id="outcome" role="status"></p></main></body>
</html>"""
SCRIPT = """
const asked = new URLSearchParams(location.search);
const stripe = Stripe("pk_test_harness", { locale: asked.get("locale") || "en" });
const elements = stripe.elements({
  clientSecret: asked.get("secret"),
  customerSessionClientSecret: asked.get("session") || undefined,
  appearance: { theme: "stripe", variables: { colorPrimary: "#00713a" } },
});
const payment = elements.create("payment");
window.events = [];
for (const name of ["ready", "change", "focus", "blur"]) {
  payment.on(name, (event) => window.events.push({ name, complete: event.complete }));
}
payment.mount("#card");
document.getElementById("pay").addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await stripe.confirmPayment({
    elements,
    confirmParams: {
      return_url: `${location.origin}/done?order=A1`,
      payment_method_data: { billing_details: { name: "Ana", address: { country: "FR" } } },
    },
    redirect: asked.get("redirect") || "always",
  });
  window.answer = answer;
  document.getElementById("outcome").textContent =
    answer.error ? answer.error.message : answer.paymentIntent.status;
});
"""


def policy(sandbox: str) -> str:
    """Return the page's security policy: itself and, for scripts, frames and calls, the sandbox."""
    return (
        f"default-src 'none'; script-src 'self' {sandbox}; style-src 'self'; img-src 'self';"
        f" connect-src 'self' {sandbox}; frame-src {sandbox}; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    )


@contextmanager
def serving_shop(sandbox: str) -> Iterator[str]:
    """Serve the page and its return address; yield the address."""
    contents = {
        "/": ("text/html", PAGE.format(sandbox=sandbox)),
        "/pay.js": ("text/javascript", SCRIPT),
        "/done": ("text/html", "<!doctype html><html lang=en><title>Done</title><h1>Done</h1>"),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, text = contents.get(self.path.partition("?")[0], ("text/plain", ""))
            body = text.encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", policy(sandbox))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
