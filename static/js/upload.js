/* Sends a table in pieces that continue each other; a broken line goes on where it stopped. The ZIP
   of its pictures goes before it. Without this script the form sends all of it at once. */

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

// Not by fetch: that does not tell how far it is.
function sendPictures(zip, address) {
  const body = new FormData(form);
  body.delete("file");
  said.textContent = "Sending the pictures …";
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.upload.addEventListener("progress", (event) => {
      shown.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
    });
    sending.addEventListener("load", () => {
      if (sending.status === 200) {
        resolve();
      } else {
        reject(new Refused(sending.response?.problem ?? "The pictures were refused."));
      }
    });
    sending.addEventListener("error", () => reject(new Error("line")));
    sending.open("POST", `${address}pictures/`);
    sending.responseType = "json";
    sending.send(body);
  });
}

async function sendPieces(file, begun, address) {
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
    const address = `${form.dataset.uploads}${begun.id}/`;
    const zip = form.elements.pictures.files[0];
    if (zip) {
      await sendPictures(zip, address);
      said.textContent = "Sending the table …";
    }
    await sendPieces(file, begun, address);
  } catch (error) {
    said.textContent = error instanceof Refused ? error.message : "It could not be sent. Try again.";
    form.querySelector("button").disabled = false;
  }
});
