/*
 * Stands in for Stripe.js on the shop's page: Stripe(key).elements({clientSecret}).create("payment")
 * and confirmPayment; with a customerSessionClientSecret, saved cards too. Card data stay in the frame, which also makes the calls that carry them.
 */
(() => {
  "use strict";

  const ORIGIN = new URL(document.currentScript.src).origin;
  const BACK_AT_SHOP = { succeeded: "succeeded", requires_capture: "succeeded", processing: "pending" };
  let frames = 0;

  class IntegrationError extends Error {
    constructor(message) {
      super(message);
      this.name = "IntegrationError";
    }
  }

  /** The frame of one Payment Element, and questions to it over a channel of its own. */
  class Frame {
    constructor(query, onEvent) {
      this.waiting = new Map();
      this.questions = 0;
      this.element = document.createElement("iframe");
      this.element.name = `__privateStripeFrame${++frames}`;
      this.element.title = "Secure payment input frame";
      this.element.allow = "payment *";
      this.element.src = `${ORIGIN}/v3/frame?${query}`;
      // Set on the object, not as an attribute: a strict style-src refuses only the latter.
      Object.assign(this.element.style, { border: "0", display: "block", width: "100%", height: "260px" });
      this.ready = new Promise((resolve) => {
        this.element.addEventListener("load", () => this.connect(onEvent, resolve));
      });
    }

    connect(onEvent, resolve) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data.answer === undefined) {
          onEvent(data);
          return;
        }
        this.waiting.get(data.answer)?.(data.result);
        this.waiting.delete(data.answer);
      };
      this.port = port1;
      this.element.contentWindow.postMessage("stripe-sandbox", ORIGIN, [port2]);
      resolve();
    }

    async ask(name, content = {}) {
      if (!this.element.isConnected) {
        throw new IntegrationError("The Payment Element is not mounted.");
      }
      await this.ready;
      const question = ++this.questions;
      return new Promise((resolve) => {
        this.waiting.set(question, resolve);
        this.port.postMessage({ question, name, content });
      });
    }
  }

  /** What `elements.create("payment")` returns. */
  class PaymentElement {
    constructor(settings) {
      this.settings = settings;
      this.listeners = [];
    }

    mount(place) {
      const target = typeof place === "string" ? document.querySelector(place) : place;
      if (!target) {
        throw new IntegrationError(`The selector you specified (${place}) applies to no DOM elements.`);
      }
      this.unmount();
      const query = new URLSearchParams({ locale: this.settings.locale });
      this.frame = new Frame(query, (message) => this.receive(message));
      target.replaceChildren(this.frame.element);
      this.frame.ready.then(() => this.frame.ask("appearance", this.settings.appearance));
      this.loaded = this.settings.session ? this.loadSaved() : Promise.resolve();
    }

    /** Show what the customer's session allows; without it the form is as for a guest. */
    async loadSaved() {
      const error = await this.frame.ask("saved", this.settings.session);
      if (error) {
        this.tell("loaderror", { elementType: "payment", error });
      }
    }

    unmount() {
      this.frame?.element.remove();
      this.frame = undefined;
    }

    destroy() {
      this.unmount();
      this.listeners = [];
    }

    on(event, handler) {
      this.listeners.push({ event, handler, once: false });
      return this;
    }

    once(event, handler) {
      this.listeners.push({ event, handler, once: true });
      return this;
    }

    off(event, handler) {
      this.listeners = this.listeners.filter(
        (known) => known.event !== event || (handler && known.handler !== handler),
      );
      return this;
    }

    update() {
      return this;
    }

    focus() {
      this.frame?.element.focus();
      this.frame?.ask("focus");
    }

    blur() {
      this.frame?.element.blur();
    }

    clear() {
      this.frame?.ask("clear");
    }

    receive({ event, detail }) {
      if (event === "size") {
        this.frame.element.style.height = `${detail.height}px`;
      } else if (event === "submit") {
        this.frame.element.closest("form")?.requestSubmit();
      } else {
        if (event === "ready") {
          this.frame.element.title = detail.title;
          this.loaded.then(() => this.tell(event, { elementType: "payment" }));
          return;
        }
        this.tell(event, { elementType: "payment", ...(event === "change" ? detail : {}) });
      }
    }

    tell(event, detail) {
      for (const known of this.listeners.filter((listener) => listener.event === event)) {
        known.handler(detail);
      }
      this.listeners = this.listeners.filter((known) => known.event !== event || !known.once);
    }
  }

  /** What `stripe.elements(…)` returns: one Payment Element for one client secret. */
  class Elements {
    constructor(options, { key, locale }) {
      this.clientSecret = options.clientSecret;
      const session = options.customerSessionClientSecret;
      this.settings = {
        session: session && { key, session, client_secret: options.clientSecret },
        locale: languageOf(options.locale || locale),
        appearance: options.appearance || {},
      };
    }

    create(type) {
      if (type !== "payment") {
        throw new IntegrationError(`The Stripe sandbox has the "payment" element only, not "${type}".`);
      }
      if (this.payment) {
        throw new IntegrationError("Can only create one Element of type payment through elements().");
      }
      this.payment = new PaymentElement(this.settings);
      return this.payment;
    }

    getElement(type) {
      return (type === "payment" && this.payment) || null;
    }

    update({ appearance }) {
      if (appearance) {
        this.settings.appearance = appearance;
        this.payment?.frame?.ask("appearance", appearance);
      }
    }

    async fetchUpdates() {
      return {};
    }

    async submit() {
      return mountedFrame(this).ask("validate");
    }
  }

  function languageOf(locale) {
    return !locale || locale === "auto" ? navigator.language : locale;
  }

  function mountedFrame(elements) {
    const frame = elements?.payment?.frame;
    if (!frame) {
      throw new IntegrationError("Invalid value for elements: it has no mounted Payment Element.");
    }
    return frame;
  }

  function identifierIn(clientSecret) {
    if (!/^pi_\w+_secret_\w+$/.test(clientSecret || "")) {
      throw new IntegrationError("Invalid value for clientSecret: it is not of a PaymentIntent.");
    }
    return clientSecret.split("_secret_")[0];
  }

  function withResult(address, intent) {
    const url = new URL(address);
    url.searchParams.append("payment_intent", intent.id);
    url.searchParams.append("payment_intent_client_secret", intent.client_secret);
    url.searchParams.append("redirect_status", BACK_AT_SHOP[intent.status] || "failed");
    return url.href;
  }

  /** Leave the page; like Stripe's, the promise stays open so that nothing else is shown. */
  function leaveFor(address) {
    window.location.assign(address);
    return new Promise(() => {});
  }

  /** What `Stripe(key)` returns. */
  class StripeSandbox {
    constructor(key, options = {}) {
      if (!/^pk_test_/.test(key || "")) {
        throw new IntegrationError("Please call Stripe() with a test key: the sandbox takes pk_test_… only.");
      }
      this.key = key;
      this.locale = options.locale;
    }

    elements(options = {}) {
      identifierIn(options.clientSecret);
      return new Elements(options, this);
    }

    async confirmPayment({ elements, clientSecret, confirmParams = {}, redirect = "always" }) {
      const secret = clientSecret || elements?.clientSecret;
      const identifier = identifierIn(secret);
      if (!confirmParams.return_url && redirect !== "if_required") {
        throw new IntegrationError("confirmPayment needs confirmParams.return_url.");
      }
      const answer = await mountedFrame(elements).ask("confirm", {
        identifier,
        key: this.key,
        clientSecret: secret,
        confirmParams,
      });
      if (answer.error) {
        return { error: answer.error };
      }
      const intent = answer.paymentIntent;
      if (intent.status === "requires_action") {
        return this.followAction(intent);
      }
      if (redirect === "if_required") {
        return { paymentIntent: intent };
      }
      return leaveFor(withResult(confirmParams.return_url, intent));
    }

    async retrievePaymentIntent(clientSecret) {
      const query = new URLSearchParams({ key: this.key, client_secret: clientSecret });
      const path = `/v1/payment_intents/${identifierIn(clientSecret)}`;
      const answer = await fetch(`${ORIGIN}${path}?${query}`);
      const body = await answer.json();
      return answer.ok ? { paymentIntent: body } : { error: body.error };
    }

    async handleNextAction({ clientSecret }) {
      const answer = await this.retrievePaymentIntent(clientSecret);
      return answer.paymentIntent?.status === "requires_action"
        ? this.followAction(answer.paymentIntent)
        : answer;
    }

    followAction(intent) {
      const action = intent.next_action;
      return leaveFor(action.redirect_to_url?.url || action.use_stripe_sdk.stripe_js);
    }
  }

  window.Stripe = (key, options) => new StripeSandbox(key, options);
  window.Stripe.version = "sandbox";
})();
