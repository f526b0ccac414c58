// Writes instants in the reader's own time zone; without this script they stand in UTC.
for (const element of document.querySelectorAll("time[data-local]")) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang + "-u-nu-latn", { dateStyle: "medium", timeStyle: "short" });
  element.firstElementChild.textContent = format.format(new Date(element.dateTime));
}
