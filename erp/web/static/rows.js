// Lists by keyboard: j and k or the arrows go through the rows, Enter opens one, a does what a row proposes, x chooses it,
// d goes on to what is done with the chosen.
import { converting } from "./ime.js";

export const rows = (root) => {
  const table = root.querySelector("table[data-rows]");
  const all = table ? [...table.querySelectorAll("tbody tr[data-href]")] : [];
  if (!all.length) return;
  let at = -1;
  const go = (to) => {
    all[at]?.classList.remove("at");
    at = Math.max(0, Math.min(to, all.length - 1));
    all[at].classList.add("at");
    all[at].querySelector(".row-link")?.focus();
    all[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (converting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [role=listbox], details[open] .confirm-box")) return;
    const inside = table.contains(event.target);
    if (event.key === "j" || (inside && event.key === "ArrowDown")) {
      event.preventDefault();
      go(at + 1);
    } else if (event.key === "k" || (inside && event.key === "ArrowUp")) {
      event.preventDefault();
      go(at < 0 ? 0 : at - 1);
    } else if (event.key === "x") {
      all[at]?.querySelector("input[type=checkbox]")?.click();
    } else if (event.key === "d") {
      const done = table.closest("form")?.querySelector(".form-end button[type=submit]");
      if (!done) return;
      event.preventDefault();
      done.focus();
    } else if (event.key === "a") {
      if (at < 0) go(all.findIndex((row) => row.querySelector("form.accept")));
      all[at]?.querySelector("form.accept button[type=submit]")?.click();
    }
  });
  table.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-href]");
    if (!row || event.target.closest("a, button, input, label, summary") || getSelection()?.toString()) return;
    row.querySelector(".row-link")?.click();
  });
};
