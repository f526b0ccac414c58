/* Applies a filter as soon as it is chosen. Without this script the form has its own button. */

const form = document.querySelector(".filter-form");

form?.addEventListener("change", (event) => {
  if (event.target.matches("input[type=radio], input[type=checkbox]")) {
    form.requestSubmit();
  }
});

// Fields that are left empty would only make the address longer.
form?.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData]) {
    if (value === "") {
      event.formData.delete(name);
    }
  }
});
