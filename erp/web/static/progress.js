// Work that goes on elsewhere is shown as it goes; without this, the page is asked again by hand.
export function progress() {
  const place = document.querySelector("[data-progress]");
  if (!place || !place.dataset.progress || !window.EventSource) return;
  const source = new EventSource(place.dataset.progress);
  const begun = place.dataset.step;
  source.addEventListener("progress", (event) => {
    const told = JSON.parse(event.data);
    const said = place.querySelector("[data-said]");
    if (said && told.said) said.textContent = told.said;
    const bar = place.querySelector("progress");
    if (bar && told.total) { bar.max = told.total; bar.value = told.done; bar.nextElementSibling.textContent = `${told.done} / ${told.total}`; }
  });
  source.addEventListener("end", (event) => {
    source.close();
    const told = JSON.parse(event.data);
    if (told.step !== undefined && String(told.step) !== begun) location.reload();
  });
  window.addEventListener("pagehide", () => source.close());
}
