// Scroll the gallery to the picture of a thumbnail without moving the page or adding a history entry.
// Without JavaScript the thumbnail is a link to the picture.
const strip = document.querySelector(".gallery-strip");
const thumbs = document.querySelectorAll(".gallery-thumbs a");

for (const thumb of thumbs) {
  thumb.addEventListener("click", (event) => {
    event.preventDefault();
    const picture = document.querySelector(thumb.hash);
    strip.scrollBy({ left: picture.getBoundingClientRect().left - strip.getBoundingClientRect().left });
  });
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    for (const thumb of thumbs) {
      if (entry.isIntersecting && thumb.hash === "#" + entry.target.id) thumb.setAttribute("aria-current", "true");
      else if (entry.isIntersecting) thumb.removeAttribute("aria-current");
    }
  }
}, { root: strip, threshold: 0.6 });
for (const picture of strip.children) seen.observe(picture);
