// Lines of a document by keyboard: Enter goes on, Alt+N adds a line, amounts follow as one types.
import { lookups } from "./combo.js";
import { days } from "./days.js";
import { minus, parse, plus, rounded, shown, times } from "./figures.js";
import { converting } from "./ime.js";

class Lines {
  constructor(box) {
    this.box = box;
    this.body = box.querySelector("tbody");
    this.blank = box.querySelector("template");
    this.total = box.querySelector("[data-total]");
    this.factors = box.dataset.amount ? box.dataset.amount.split(" ") : [];
    this.decimals = Number(box.dataset.decimals || 0);
    this.next = this.body.rows.length;
    box.querySelector("[data-add]").addEventListener("click", (event) => {
      event.preventDefault();
      this.add();
    });
    box.addEventListener("click", (event) => {
      const remove = event.target.closest("[data-remove]");
      if (remove) this.remove(remove.closest("[data-line]"));
    });
    box.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("input", () => this.reckon());
    this.body.addEventListener("chosen", (event) => {
      if (!event.detail.leaving) this.onward(event.target.querySelector("input[type=text]"));
    });
    document.addEventListener("keydown", (event) => {
      if (event.altKey && event.code === "KeyN" && !converting(event)) {
        event.preventDefault();
        this.add();
      }
    });
    if (innerWidth <= 700) this.shorten();
    this.reckon();
  }

  // On a phone two empty lines are enough to start with.
  shorten() {
    const empty = (row) => this.fields(row).every((field) => field.type === "checkbox" || !field.value);
    while (this.body.rows.length > 2 && [...this.body.rows].slice(-3).every(empty)) this.body.lastElementChild.remove();
  }

  add() {
    const part = this.blank.content.cloneNode(true);
    const number = String(this.next++);
    for (const each of part.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace("__n__", number));
      }
    }
    const row = part.firstElementChild;
    this.body.append(part);
    lookups(row);
    days(row);
    this.number();
    this.fields(row)[0]?.focus();
  }

  remove(row) {
    const rows = [...this.body.rows];
    const near = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
    row.remove();
    if (!this.body.rows.length) this.add();
    else this.fields(near)[0]?.focus();
    this.number();
    this.reckon();
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  number() {
    [...this.body.rows].forEach((row, at) => { row.querySelector(".line-no span").textContent = at + 1; });
  }

  fields(row) {
    return [...row.querySelectorAll("input:not([type=hidden]), select, textarea")];
  }

  key(event) {
    if (converting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("[data-line] input, [data-line] select");
    if (!field || event.defaultPrevented) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.onward(field);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && field.matches("[data-figure]")) {
      event.preventDefault();
      const rows = [...this.body.rows];
      const row = field.closest("[data-line]");
      const to = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
      if (to) this.fields(to)[this.fields(row).indexOf(field)]?.focus();
    }
  }

  onward(field) {
    const row = field.closest("[data-line]");
    const fields = this.fields(row);
    const next = fields[fields.indexOf(field) + 1];
    if (next) next.focus();
    else if (row.nextElementSibling) this.fields(row.nextElementSibling)[0]?.focus();
    else this.add();
    document.activeElement?.select?.();
  }

  figure(row, name) {
    const field = row.querySelector(`[data-cell="${name}"] input:not([type=hidden])`);
    return field ? parse(field.value || field.placeholder) : null;
  }

  reckon() {
    if (!this.total) return;
    let sum = { units: 0n, places: 0 };
    for (const row of this.body.rows) {
      const [count, price] = [this.figure(row, this.factors[0]), this.figure(row, this.factors[1])];
      const less = this.factors[2] ? this.figure(row, this.factors[2]) : null;
      let amount = count && price ? times(count, price) : null;
      if (amount && less) amount = times(amount, minus({ units: 1n, places: 0 }, { units: less.units, places: less.places + 2 }));
      if (amount) amount = rounded(amount, this.decimals);
      row.querySelector("[data-line-amount]").textContent = amount ? shown(amount, this.decimals) : "";
      if (amount) sum = plus(sum, amount);
    }
    this.total.textContent = shown(sum, this.decimals);
  }
}

export const lines = (root) => {
  for (const box of root.querySelectorAll("[data-lines]")) new Lines(box);
};
