// Show times in the reader's time zone. Without JavaScript they are in the market's time zone,
// which is named.
const language = document.documentElement.lang + "-u-ca-gregory-nu-latn";
for (const element of document.querySelectorAll("time[data-local]")) {
  const style = element.dataset.local === "day" ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" };
  element.firstElementChild.textContent = new Intl.DateTimeFormat(language, style).format(new Date(element.dateTime));
}
