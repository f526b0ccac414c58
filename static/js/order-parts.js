// Closes the parts of an order on a narrow screen; the index opens the part that it leads to.
(() => {
  const parts = [...document.querySelectorAll("details[data-part]")];
  const openNamed = () => {
    const heading = location.hash && document.getElementById(location.hash.slice(1));
    const part = heading && heading.closest("details[data-part]");
    if (part) {
      part.open = true;
      heading.scrollIntoView();
    }
  };
  if (matchMedia("(max-width: 991px)").matches) {
    for (const part of parts) part.open = part.querySelector(".error, [aria-invalid=true]") !== null;
  }
  openNamed();
  addEventListener("hashchange", openNamed);
})();
