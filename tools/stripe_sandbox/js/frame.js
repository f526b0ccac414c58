/*
 * The card form inside the frame: formatting, checks, and the call that confirms the payment.
 * The shop's page talks to it over one channel and never sees the card.
 */
(() => {
  "use strict";

  const LABELS = JSON.parse(document.getElementById("labels").textContent);
  const FIELDS = ["number", "expiry", "cvc"].map((name) => document.getElementById(name));
  const [NUMBER, EXPIRY, CVC] = FIELDS;
  const THEME_VARIABLES = [
    "colorPrimary", "colorBackground", "colorText", "colorDanger", "fontFamily", "fontSizeBase",
    "borderRadius", "spacingUnit",
  ];
  const AMEX = /^3[47]/;
  const FIELD_OF_CODE = {
    incorrect_number: NUMBER,
    expired_card: EXPIRY,
    invalid_expiry_month: EXPIRY,
    invalid_expiry_year: EXPIRY,
    incorrect_cvc: CVC,
    invalid_cvc: CVC,
  };
  /** Server codes whose words have another name in the table of labels. */
  const LABEL_OF_CODE = {
    incorrect_number: "invalid_number",
    invalid_expiry_month: "invalid_expiry",
    invalid_expiry_year: "invalid_expiry",
    invalid_cvc: "incomplete_cvc",
    authentication_required: "authentication",
    payment_intent_authentication_failure: "authentication",
  };
  const NEW_CARD = document.getElementById("new-card");
  const KEEP = document.getElementById("keep");
  const BRANDS = {
    amex: "American Express", diners: "Diners Club", discover: "Discover", jcb: "JCB",
    mastercard: "Mastercard", unionpay: "UnionPay", visa: "Visa",
  };
  /** How a saved card may be used again, and whether that was asked for with an earlier card. */
  let usage = null;
  let usageSent = false;
  let channel = null;
  let lastChange = "";

  const digitsOf = (field) => field.value.replace(/\D/g, "");

  function passesLuhn(number) {
    const sum = [...number].reverse().reduce((total, character, position) => {
      const digit = Number(character) * (1 + (position % 2));
      return total + (digit > 9 ? digit - 9 : digit);
    }, 0);
    return sum % 10 === 0;
  }

  // -- Formatting ------------------------------------------------------------------------------

  function formatNumber(digits) {
    const groups = AMEX.test(digits)
      ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)]
      : digits.slice(0, 19).match(/.{1,4}/g) || [];
    return groups.filter(Boolean).join(" ");
  }

  function formatExpiry(digits) {
    const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits;
    return padded.length > 2 ? `${padded.slice(0, 2)} / ${padded.slice(2, 4)}` : padded;
  }

  const FORMATS = new Map([
    [NUMBER, formatNumber],
    [EXPIRY, formatExpiry],
    [CVC, (digits) => digits.slice(0, 4)],
  ]);

  /** Write the value in its groups and leave the caret behind the same digit as before. */
  function format(field) {
    const digits = digitsOf(field);
    const atEnd = field.selectionStart === field.value.length;
    const before = field.value.slice(0, field.selectionStart).replace(/\D/g, "").length;
    const value = FORMATS.get(field)(digits);
    if (value === field.value) {
      return;
    }
    field.value = value;
    if (!atEnd) {
      let caret = 0;
      for (let seen = 0; caret < value.length && seen < before; caret += 1) {
        seen += /\d/.test(value[caret]) ? 1 : 0;
      }
      field.setSelectionRange(caret, caret);
    }
  }

  // -- Checks ----------------------------------------------------------------------------------

  function numberFault() {
    const digits = digitsOf(NUMBER);
    const length = AMEX.test(digits) ? 15 : 16;
    if (digits.length < (/^3[068]/.test(digits) ? 14 : length)) {
      return "incomplete_number";
    }
    return passesLuhn(digits) ? null : "invalid_number";
  }

  function expiryFault() {
    const digits = digitsOf(EXPIRY);
    if (digits.length < 4) {
      return "incomplete_expiry";
    }
    const month = Number(digits.slice(0, 2));
    const year = 2000 + Number(digits.slice(2));
    const today = new Date();
    const months = (year - today.getFullYear()) * 12 + month - (today.getMonth() + 1);
    return month < 1 || month > 12 || months < 0 || months > 600 ? "invalid_expiry" : null;
  }

  function cvcFault() {
    const needed = AMEX.test(digitsOf(NUMBER)) ? 4 : 3;
    return digitsOf(CVC).length < needed ? "incomplete_cvc" : null;
  }

  const CHECKS = new Map([
    [NUMBER, numberFault],
    [EXPIRY, expiryFault],
    [CVC, cvcFault],
  ]);

  function show(field, message) {
    document.getElementById(`${field.id}-error`).textContent = message;
    if (message) {
      field.setAttribute("aria-invalid", "true");
    } else {
      field.removeAttribute("aria-invalid");
    }
  }

  // -- Saved cards -----------------------------------------------------------------------------

  /** Return the saved card that is chosen, or null where a new one is typed. */
  function chosenCard() {
    return document.querySelector('#saved input[name="card"]:checked')?.value || null;
  }

  function option(card) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), {
      type: "radio", name: "card", value: card ? card.id : "",
    });
    const words = document.createElement("bdi");
    const year = card && String(card.exp_year).slice(-2);
    const month = card && String(card.exp_month).padStart(2, "0");
    words.textContent = card
      ? `${BRANDS[card.brand] || card.brand} •••• ${card.last4} (${month} / ${year})`
      : LABELS.new_card;
    label.append(input, words);
    return label;
  }

  /** Offer the customer's cards, the newest chosen, and to keep a new one where that is allowed. */
  async function offerSaved(secrets) {
    let body;
    try {
      const answer = await fetch("/v3/saved-cards", { method: "POST", body: new URLSearchParams(secrets) });
      body = await answer.json();
    } catch {
      body = { error: { type: "api_connection_error", message: LABELS.processing_error } };
    }
    if (body.error) {
      return body.error;
    }
    usage = body.save;
    document.getElementById("keep-field").hidden = !usage;
    if (body.cards.length) {
      const place = document.getElementById("saved");
      place.append(...body.cards.map(option), option(null));
      place.querySelector("input").checked = true;
      place.hidden = false;
      place.addEventListener("change", choose);
      choose();
    }
    return null;
  }

  function choose() {
    NEW_CARD.hidden = Boolean(chosenCard());
    tellChange();
  }

  /** Show every fault, go to the first, and return it as Stripe words it. */
  function validate() {
    if (chosenCard()) {
      return null;
    }
    const faulty = FIELDS.map((field) => [field, CHECKS.get(field)()]).filter(([, code]) => code);
    for (const [field, code] of faulty) {
      show(field, field.value ? LABELS[code] : LABELS.required);
    }
    if (!faulty.length) {
      return null;
    }
    const [field, code] = faulty[0];
    field.focus();
    return { type: "validation_error", code, message: LABELS[code] };
  }

  // -- Talking to the page ---------------------------------------------------------------------

  function tell(event, detail = {}) {
    channel?.postMessage({ event, detail });
  }

  function tellChange() {
    const chosen = Boolean(chosenCard());
    const complete = chosen || [...CHECKS.values()].every((check) => !check());
    const empty = !chosen && FIELDS.every((field) => !field.value);
    const state = `${complete} ${empty}`;
    if (state !== lastChange) {
      lastChange = state;
      tell("change", { complete, empty, collapsed: false, value: { type: "card" } });
    }
  }

  function tellSize() {
    tell("size", { height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
  }

  function applyAppearance({ theme, variables = {} }) {
    const root = document.documentElement;
    root.dataset.theme = theme || "stripe";
    for (const name of THEME_VARIABLES.filter((known) => variables[known])) {
      root.style.setProperty(`--${name}`, variables[name]);
    }
  }

  // -- Confirming ------------------------------------------------------------------------------

  /** Add nested values in Stripe's form encoding: `billing_details[address][city]`. */
  function addTo(form, prefix, value) {
    if (value !== null && typeof value === "object") {
      Object.entries(value).forEach(([key, inner]) => addTo(form, `${prefix}[${key}]`, inner));
    } else if (value !== null && value !== undefined) {
      form.append(prefix, value);
    }
  }

  function typedCard(method) {
    const expiry = digitsOf(EXPIRY);
    return {
      ...method,
      type: "card",
      ...(usage && { allow_redisplay: KEEP.checked ? "always" : "limited" }),
      card: {
        number: digitsOf(NUMBER),
        exp_month: expiry.slice(0, 2),
        exp_year: expiry.slice(2),
        cvc: digitsOf(CVC),
      },
    };
  }

  /** What is asked about keeping this card; a wish for an earlier card is taken back. */
  function wishToKeep(saved) {
    const wished = Boolean(usage) && !saved && KEEP.checked;
    const said = wished ? { setup_future_usage: usage } : usageSent ? { setup_future_usage: "" } : {};
    usageSent = wished;
    return said;
  }

  function confirmation({ key, clientSecret, confirmParams }) {
    const { payment_method_data: method = {}, ...others } = confirmParams;
    const saved = chosenCard();
    const form = new URLSearchParams();
    const values = {
      ...others,
      ...wishToKeep(saved),
      key,
      client_secret: clientSecret,
      use_stripe_sdk: "true",
      ...(saved ? { payment_method: saved } : { payment_method_data: typedCard(method) }),
    };
    Object.entries(values).forEach(([name, value]) => addTo(form, name, value));
    return form;
  }

  /** Put the error of the API into the buyer's language, and beside the field it is about. */
  function worded(error) {
    const code = LABEL_OF_CODE[error.code] || error.code;
    let { message } = error;
    if (error.type === "card_error" && error.decline_code !== "test_mode_live_card") {
      message = LABELS[error.decline_code] || LABELS[code] || LABELS.card_declined;
    }
    const field = FIELD_OF_CODE[error.code];
    if (field) {
      show(field, message);
    }
    return { ...error, message };
  }

  async function confirm(content) {
    const error = validate();
    if (error) {
      return { error };
    }
    const address = `/v1/payment_intents/${encodeURIComponent(content.identifier)}/confirm`;
    try {
      const answer = await fetch(address, { method: "POST", body: confirmation(content) });
      const body = await answer.json();
      return answer.ok ? { paymentIntent: body } : { error: worded(body.error) };
    } catch {
      return { error: { type: "api_connection_error", message: LABELS.processing_error } };
    }
  }

  const ANSWERS = {
    appearance: (content) => applyAppearance(content),
    saved: offerSaved,
    focus: () => NUMBER.focus(),
    clear: () => {
      FIELDS.forEach((field) => {
        field.value = "";
        show(field, "");
      });
      tellChange();
    },
    validate: () => {
      const error = validate();
      return error ? { error } : {};
    },
    confirm,
  };

  async function receive({ data: { question, name, content } }) {
    const result = await ANSWERS[name](content);
    channel.postMessage({ answer: question, result });
  }

  window.addEventListener("message", ({ source, data, ports }) => {
    if (source !== window.parent || data !== "stripe-sandbox" || channel) {
      return;
    }
    [channel] = ports;
    channel.onmessage = receive;
    tell("ready", { title: LABELS.title });
    new ResizeObserver(tellSize).observe(document.documentElement);
  });

  for (const field of FIELDS) {
    field.addEventListener("input", () => {
      format(field);
      show(field, "");
      tellChange();
    });
    field.addEventListener("change", () => {
      const code = field.value && CHECKS.get(field)();
      show(field, code ? LABELS[code] : "");
    });
    field.addEventListener("focus", () => tell("focus"));
    field.addEventListener("blur", () => tell("blur"));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        tell("submit");
      }
    });
  }
})();
