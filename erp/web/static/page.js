// What every page gets on top of working without any of it: keys, look-ups, lines, days, kana, toasts.
import { converting } from "./ime.js";
import { lookups } from "./combo.js";
import { days } from "./days.js";
import { kana } from "./kana.js";
import { lines } from "./lines.js";
import { progress } from "./progress.js";
import { rows } from "./rows.js";
import { scanning } from "./scan.js";

document.documentElement.classList.add("scripted");

// Which parts of the menu somebody keeps open is his own affair and stays in his browser.
const folds = document.querySelectorAll(".nav-fold");
const kept = () => {
  try {
    return JSON.parse(localStorage.getItem("nav") ?? "{}");
  } catch {
    return {};
  }
};
for (const fold of folds) {
  const open = kept()[fold.dataset.part];
  if (open !== undefined && !fold.querySelector("[aria-current]")) fold.open = open;
  fold.querySelector("summary").addEventListener("click", () => {
    try {
      localStorage.setItem("nav", JSON.stringify({ ...kept(), [fold.dataset.part]: !fold.open }));
    } catch {
      // A browser that keeps nothing opens the menu anew on each page.
    }
  });
}

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (converting(event)) return;
  const form = event.target.closest?.("form[data-form]");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".form-end button[type=submit]") ?? undefined);
  } else if (event.key === "/" && !event.ctrlKey && !event.altKey && !typing(event.target)) {
    event.preventDefault();
    document.getElementById("search-all")?.select();
  } else if (event.key === "Escape" && event.target.closest?.("details.confirm[open]")) {
    event.target.closest("details.confirm").open = false;
  }
});

// A form goes out once: the key in it makes twice the same as once, but a second click need not try.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  delete form.dataset.changed;
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => {
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-busy");
  }, 10000);
});

// Empty conditions have no place in an address that people keep and send around.
for (const form of document.querySelectorAll("form[data-filters]")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "" || name.endsWith("__was")) event.formData.delete(name);
  });
}

// Leaving a half-written form asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => { form.dataset.changed = "yes"; });
}
addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  for (const open of document.querySelectorAll("details.confirm[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

const toast = document.querySelector("[data-toast]");
if (toast) {
  const address = new URL(location.href);
  address.searchParams.delete("done");
  history.replaceState(null, "", address);
  setTimeout(() => toast.remove(), 6000);
}

(document.querySelector("[data-focus]") ?? document.querySelector("[aria-invalid=true]"))?.focus();

lookups(document);
days(document);
kana(document);
lines(document);
rows(document);
progress();
scanning(document);
