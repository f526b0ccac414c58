/* Sends a table and the ZIP of its pictures: in pieces that continue each other, so that a broken line
   or a closed page goes on where it stopped; or straight to the bucket, where there is one. Without
   this script the forms send them whole. */

const form = document.getElementById("upload-form");
const said = document.getElementById("upload-said");
const shown = document.getElementById("upload-progress");
const TRIES = 8;

class Refused extends Error {}

function post(address, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) {
    body.append(name, value);
  }
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  return fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } });
}

// Resume the upload of the same file.
function begin(address, file) {
  const mark = `${file.name}:${file.size}:${file.lastModified}`;
  return post(address, { name: file.name, size: file.size, mark }).then(accepted);
}

async function accepted(answer) {
  const told = await answer.json();
  if (!answer.ok) {
    throw new Refused(told.problem);
  }
  return told;
}

function send(file, begun, address) {
  shown.value = 0;
  return begun.direct
    ? sendDirectly(file, begun.direct, address)
    : sendPieces(file, begun, address);
}

async function sendPieces(file, begun, address) {
  let received = Number(begun.received);
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
      said.textContent = "Connection lost. The upload continues when you are back online.";
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures));
    }
    shown.value = file.size ? (100 * received) / file.size : 100;
  } while (received < file.size);
}

// XMLHttpRequest reports progress, fetch does not. S3 requires the file as the last field.
async function sendDirectly(file, direct, address) {
  const body = new FormData();
  for (const [name, value] of Object.entries(direct.fields)) {
    body.append(name, value);
  }
  body.append("file", file);
  await new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.upload.addEventListener("progress", (event) => {
      shown.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
    });
    sending.addEventListener("load", () =>
      sending.status < 300 ? resolve() : reject(new Error("bucket")),
    );
    sending.addEventListener("error", () => reject(new Error("line")));
    sending.open("POST", direct.url);
    sending.send(body);
  });
  await post(`${address}arrived/`, {}).then(accepted);
}

async function sendPictures(zip, address) {
  said.textContent = "Uploading pictures…";
  const pictures = `${address}pictures/`;
  await send(zip, await begin(`${pictures}begin/`, zip), pictures);
}

async function sendAll(table, zip) {
  let address = form.dataset.upload;
  if (table) {
    const begun = await begin(form.dataset.begin, table);
    address = `${form.dataset.uploads}${begun.id}/`;
    if (zip) {
      await sendPictures(zip, address);
    }
    said.textContent = "Uploading product file…";
    await send(table, begun, address);
  } else {
    await sendPictures(zip, address);
  }
  location.assign(address);
}

form?.addEventListener("submit", async (event) => {
  const table = form.elements.file?.files[0];
  const zip = form.elements.pictures.files[0];
  if (!table && (form.elements.file || !zip)) {
    return;
  }
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  shown.hidden = false;
  said.textContent = "Uploading…";
  try {
    await sendAll(table, zip);
  } catch (error) {
    said.textContent =
      error instanceof Refused
        ? error.message
        : "The upload failed. Try again to continue where it stopped.";
    button.disabled = false;
  }
});
