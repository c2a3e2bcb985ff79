// Finding a record by typing: a text field with a list of what matches, after the combobox pattern.
import { converting } from "./ime.js";

const WAIT = 140;

class Combo {
  constructor(box) {
    this.box = box;
    this.text = box.querySelector("input[type=text]");
    this.value = box.querySelector("[data-value]");
    this.was = box.querySelector("[data-was]");
    this.list = box.querySelector("[role=listbox]");
    this.found = [];
    this.at = -1;
    this.asked = 0;
    this.text.setAttribute("role", "combobox");
    this.text.setAttribute("aria-expanded", "false");
    this.text.setAttribute("aria-autocomplete", "list");
    this.text.setAttribute("aria-controls", this.list.id);
    box.classList.toggle("chosen", Boolean(this.value.value));
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("compositionend", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("blur", () => setTimeout(() => this.close(), 120));
    this.text.addEventListener("click", () => { if (!this.value.value) this.typed(); });
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option?.dataset.at) this.take(Number(option.dataset.at));
    });
  }

  typed() {
    this.value.value = "";
    this.was.value = "";
    this.box.classList.remove("chosen");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const turn = ++this.asked;
    const query = new URLSearchParams({ text: this.text.value.trim() });
    const answer = await fetch(`/_lookup/${this.box.dataset.lookup}?${query}`, { headers: { accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || turn !== this.asked) return;
    this.found = await answer.json();
    if (turn === this.asked && document.activeElement === this.text) this.show();
  }

  show() {
    const options = this.found.map((each, at) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${at}`;
      option.setAttribute("role", "option");
      option.dataset.at = at;
      option.textContent = each.text;
      return option;
    });
    if (!options.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = document.documentElement.lang === "ja" ? "該当なし" : "Nothing found";
      options.push(none);
    }
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.text.setAttribute("aria-expanded", "true");
    this.move(this.found.length ? 0 : -1);
  }

  move(to) {
    this.at = to;
    for (const option of this.list.querySelectorAll("[role=option]")) {
      const here = Number(option.dataset.at) === to;
      option.setAttribute("aria-selected", String(here));
      if (here) {
        this.text.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    }
  }

  key(event) {
    if (converting(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return void this.ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (this.found.length) this.move((this.at + step + this.found.length) % this.found.length);
    } else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") {
      if (!this.list.hidden && this.at >= 0) {
        if (event.key === "Enter") event.preventDefault();
        // Tab goes on by itself; who listens must not go on once more.
        this.take(this.at, event.key === "Tab");
      } else if (event.key === "Enter" && !this.box.closest("[data-line]")) event.preventDefault();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      this.close();
    }
  }

  take(at, leaving = false) {
    const chosen = this.found[at];
    this.value.value = chosen.id;
    this.text.value = chosen.text;
    this.was.value = chosen.text;
    this.box.classList.add("chosen");
    this.close();
    this.fill(chosen.row);
    this.box.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: { ...chosen, leaving } }));
  }

  fill(row) {
    for (const [target, value] of this.targets(this.box.dataset.fills, row)) {
      target.value = value;
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // What would hold if nothing is typed is shown, but not sent.
    for (const [target, value] of this.targets(this.box.dataset.hints, row)) {
      target.placeholder = value;
      target.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  *targets(wanted, row) {
    const line = this.box.closest("[data-line]") ?? this.box.closest("form");
    const start = this.value.name.replace(/[^.]+$/, "");
    for (const [field, path] of Object.entries(wanted ? JSON.parse(wanted) : {})) {
      const target = [...line.querySelectorAll("input:not([type=hidden]), select")].find((each) => each.name === start + field);
      const value = path.split(".").reduce((part, name) => part?.[name], row);
      if (target && value !== null && value !== undefined) yield [target, value];
    }
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  }
}

export const lookups = (root) => {
  for (const box of root.querySelectorAll("[data-lookup]")) if (!box.closest("template")) new Combo(box);
};
