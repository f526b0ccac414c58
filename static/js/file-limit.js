// Shows the limit as an error if the chosen files are too large together, and does not send them.
for (const field of document.querySelectorAll("input[type=file][data-most-bytes]")) {
  const hint = document.getElementById(`${field.id}-limit`);
  const isOver = () => [...field.files].reduce((sum, file) => sum + file.size, 0) > field.dataset.mostBytes;
  const show = () => {
    hint.classList.toggle("field-error", isOver());
    hint.classList.toggle("field-hint", !isOver());
    field.setAttribute("aria-invalid", isOver());
  };
  field.addEventListener("change", show);
  field.form.addEventListener("submit", (event) => {
    if (!isOver()) return;
    event.preventDefault();
    show();
    field.focus();
  });
}
