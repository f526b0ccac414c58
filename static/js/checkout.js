// Show the total with tax as soon as the address determines it. Without JavaScript the button
// "Review order" shows the same total before the order is placed.
const form = document.querySelector(".checkout-form");
const PARTS = ["delivery", "place-order", "order-summary"];
// A chosen method keeps the focus, so the methods themselves are not replaced then.
const AFTER_CHOICE = ["order-summary"];
let latest = 0;
let released = Promise.resolve(); // a press that is not over is lost if its button is replaced

async function updateTotal(parts) {
  const turn = ++latest;
  const data = new FormData(form);
  data.set("update_total", "1");
  const answer = await fetch(form.action, { method: "POST", body: data });
  if (!answer.ok || turn !== latest) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await released;
  if (turn !== latest) return;
  for (const id of parts) {
    const fresh = page.getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old) continue;
    const isOnButton = old.querySelector("button:focus") !== null;
    old.replaceWith(fresh);
    if (isOnButton) fresh.querySelector("button")?.focus();
  }
}

form?.addEventListener("change", (event) => {
  if (["state", "postcode", "gift_wrap"].includes(event.target.name)) {
    updateTotal(PARTS).catch(() => {}); // the server counts again when the order is placed
  } else if (event.target.name === "delivery") {
    updateTotal(AFTER_CHOICE).catch(() => {});
  }
});

form?.addEventListener("pointerdown", () => {
  released = new Promise((resolve) => {
    for (const end of ["pointerup", "pointercancel"]) {
      addEventListener(end, () => setTimeout(resolve), { once: true }); // after the click
    }
  });
});

// Do not replace the total once the form has been submitted.
form?.addEventListener("submit", () => {
  latest += 1;
});
