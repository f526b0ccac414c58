// Show why the browser refused a passkey; allauth only writes it to the console.
document.addEventListener("allauth.error", (event) => {
  const texts = document.getElementById("passkey-refused").dataset;
  const byName = { SecurityError: texts.blocked, NotAllowedError: texts.cancelled, AbortError: texts.cancelled, InvalidStateError: texts.known };
  let message = document.getElementById("passkey-error");
  if (!message) {
    message = document.createElement("p");
    message.id = "passkey-error";
    message.className = "notice notice-error";
    message.setAttribute("role", "alert");
    document.querySelector("main h1").after(message);
  }
  const blocked = !window.PublicKeyCredential || !window.isSecureContext;
  message.textContent = (blocked && texts.blocked) || byName[event.detail.exception?.name] || texts.other;
  message.scrollIntoView({ block: "center" });
});
