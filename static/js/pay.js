// Mount Stripe's form and confirm the payment. Whatever happens here, the server marks the order as
// paid only when Stripe confirms it.
const form = document.getElementById("payment-form");
const problem = document.getElementById("payment-problem");
const button = form.querySelector("button");
const hold = document.getElementById("hold");
// If Stripe's script cannot be loaded, show a message. The order can still be paid.
if (typeof Stripe === "undefined") show(form.dataset.failed);
const stripe = Stripe(form.dataset.key, { locale: document.documentElement.lang });
const elements = stripe.elements({
  clientSecret: form.dataset.secret,
  // Of the signed-in owner alone: their saved cards, and the offer to save another one.
  customerSessionClientSecret: form.dataset.session || undefined,
});
const element = elements.create("payment");

element.on("ready", () => {
  button.disabled = secondsLeft() === 0;
  document.getElementById("payment-loading").hidden = true;
});
button.hidden = document.getElementById("payment-loading").hidden = false;
element.mount("#payment-element");

function show(message) {
  problem.textContent = message;
  problem.hidden = false;
  problem.focus();
}

// Count down seconds from the server, because the clock of a phone may be wrong.
function secondsLeft() {
  return Math.max(0, Math.ceil(hold.dataset.seconds - performance.now() / 1000));
}
function count() {
  const left = secondsLeft();
  const shown = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  hold.textContent = left ? `${hold.dataset.left} ${shown}` : hold.dataset.over;
  if (left) return;
  clearInterval(ticking);
  button.disabled = true;
  element.unmount();
}
document.getElementById("hold-minutes").hidden = true; // the countdown says it to the second
const ticking = setInterval(count, 1000);
count();

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  button.disabled = true;
  problem.hidden = true;
  try {
    const { error } = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: form.dataset.returnUrl },
    });
    if (error?.code === "payment_intent_unexpected_state") {
      location.reload(); // it has ended or is paid: the server knows which, and what to show
      return;
    }
    if (error?.type === "card_error") show(`${error.message} ${form.dataset.declined}`);
    else if (error) show(error.message);
  } catch {
    show(form.dataset.failed);
  }
  button.disabled = secondsLeft() === 0;
});
