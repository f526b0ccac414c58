/* Applies a filter as soon as it is chosen, without loading the page anew: the list, the counts and
   the chips are replaced, the place on the page and the open panel stay. Without this script the
   form has its own button. */

const RESULTS = "#list-results";
const FORM = ".filter-form";

let latest = 0;

// Leave empty fields out of the URL.
function addressOf(form) {
  const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  return values.size ? `${form.action}?${values}` : form.action;
}

function replacePart(selector, page) {
  const old = document.querySelector(selector);
  const next = page.querySelector(selector);
  if (!old || !next) {
    return false;
  }
  old.replaceWith(document.adoptNode(next));
  return true;
}

// Keep the focus on the checkbox and the scroll position of long lists.
function replaceForm(page) {
  const focused = document.activeElement?.id;
  const scrolled = [...document.querySelectorAll(`${FORM} .filter-values`)].map((one) => one.scrollTop);
  if (!replacePart(FORM, page)) {
    return false;
  }
  document.querySelectorAll(`${FORM} .filter-values`).forEach((one, place) => {
    one.scrollTop = scrolled[place] ?? 0;
  });
  if (focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  return true;
}

const placeOf = (element) => element.getBoundingClientRect().top;

// Groups above the checkbox may change height: scroll by the difference so that it does not move.
function keepInPlace(change) {
  const before = document.activeElement.closest(FORM) && placeOf(document.activeElement);
  if (!change()) {
    return false;
  }
  if (before !== null && document.activeElement.closest(FORM)) {
    window.scrollBy({ top: placeOf(document.activeElement) - before, behavior: "instant" });
  }
  return true;
}

async function show(address, { remember = true } = {}) {
  const number = (latest += 1);
  const results = document.querySelector(RESULTS);
  results?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== latest) {
      return;
    }
    if (!answer.ok || answer.redirected || !keepInPlace(() => replaceForm(page) && replacePart(RESULTS, page))) {
      window.location.assign(address);
      return;
    }
    document.title = page.title;
    if (remember) {
      history.pushState({ list: true }, "", address);
    }
  } catch {
    window.location.assign(address);
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest?.(FORM);
  if (form) {
    show(addressOf(form));
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.(FORM);
  if (form) {
    event.preventDefault();
    form.closest("details").open = false;
    show(addressOf(form)).then(() => document.querySelector(RESULTS)?.scrollIntoView());
  }
});

// Chips remove their filter without a page load.
document.addEventListener("click", (event) => {
  const chip = event.target.closest?.(`${RESULTS} .chips a`);
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (chip && plain && chip.pathname === window.location.pathname && document.querySelector(FORM)) {
    event.preventDefault();
    show(chip.href).then(() => document.querySelector(`${RESULTS} .chips a`)?.focus());
  }
});

if (document.querySelector(FORM)) {
  history.replaceState({ list: true }, "");
}

window.addEventListener("popstate", (event) => {
  if (event.state?.list) {
    show(window.location.href, { remember: false });
  }
});

// On a page from the back/forward cache, reset the checkboxes to match the URL.
window.addEventListener("pageshow", () => {
  document.querySelector(FORM)?.reset();
});
