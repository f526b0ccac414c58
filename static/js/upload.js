/* Sends a file in pieces that continue each other; a broken line goes on where it stopped. Without
   this script the form sends the whole file at once. */

const form = document.getElementById("upload-form");
const said = document.getElementById("upload-said");
const shown = document.getElementById("upload-progress");
const TRIES = 8;

function post(address, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) {
    body.append(name, value);
  }
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
}

async function sendPieces(file, begun) {
  const address = `${form.dataset.uploads}${begun.id}/`;
  let received = 0;
  let failures = 0;
  do {
    try {
      const piece = file.slice(received, received + begun.piece);
      const answer = await post(`${address}piece/`, { offset: received, piece });
      const told = await answer.json();
      if (!answer.ok && answer.status !== 409) {
        throw new Refused(told.problem);
      }
      received = Number(told.received);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (error instanceof Refused || failures > TRIES) {
        throw error;
      }
      said.textContent = "The line is broken. Going on as soon as it is back.";
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures));
    }
    shown.value = file.size ? (100 * received) / file.size : 100;
  } while (received < file.size);
  location.assign(address);
}

class Refused extends Error {}

form?.addEventListener("submit", async (event) => {
  const file = form.elements.file.files[0];
  if (!file) {
    return;
  }
  event.preventDefault();
  form.querySelector("button").disabled = true;
  shown.hidden = false;
  said.textContent = "Sending …";
  try {
    const answer = await post(form.dataset.begin, { name: file.name, size: file.size });
    const begun = await answer.json();
    if (!answer.ok) {
      throw new Refused(begun.problem);
    }
    await sendPieces(file, begun);
  } catch (error) {
    said.textContent = error instanceof Refused ? error.message : "It could not be sent. Try again.";
    form.querySelector("button").disabled = false;
  }
});
