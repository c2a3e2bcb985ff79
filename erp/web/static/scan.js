// Reading codes: a scanner types and ends with Enter, so the field keeps the focus; a phone may use its camera.
import { converting } from "./ime.js";

const PAUSE = 180;

class Scanner {
  constructor(form) {
    this.form = form;
    this.code = form.querySelector("[data-code]");
    this.button = form.querySelector("[data-camera]");
    this.video = form.querySelector("video");
    this.said = form.querySelector("[data-said]");
    this.button?.addEventListener("click", () => (this.stream ? this.stop() : this.start()));
    addEventListener("pagehide", () => this.stop());
    this.ready();
    this.wait();
  }

  // The camera is offered where the browser can both show it and read codes; else the reason stands there.
  async ready() {
    if (!this.button) return;
    const able = "BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia;
    this.button.hidden = !able;
    if (!able) this.say("unable");
  }

  // After a hit the quantity is what comes next; else the next code.
  wait() {
    const next = document.querySelector("[data-onward] input[name$='.quantity']");
    (next ?? this.code).focus();
    (next ?? this.code).select();
    if (!next) return;
    next.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || converting(event)) return;
      event.preventDefault();
      event.stopPropagation();
      next.form.requestSubmit();
    });
  }

  say(name) {
    this.said.textContent = this.form.dataset[name] ?? "";
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      this.say("refused");
      this.code.focus();
      return;
    }
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    this.button.setAttribute("aria-pressed", "true");
    this.say("looking");
    this.video.play().catch(() => {});
    this.look();
  }

  async look() {
    const known = (await window.BarcodeDetector.getSupportedFormats?.()) ?? [];
    const wanted = ["ean_13", "ean_8", "code_128", "qr_code"].filter((each) => known.includes(each));
    const detector = new window.BarcodeDetector(wanted.length ? { formats: wanted } : undefined);
    while (this.stream) {
      const [found] = await detector.detect(this.video).catch(() => []);
      if (found?.rawValue) {
        this.code.value = found.rawValue;
        this.stop();
        this.form.requestSubmit();
        return;
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  stop() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    if (!this.video) return;
    this.video.hidden = true;
    this.button.setAttribute("aria-pressed", "false");
  }
}

export const scanning = (root) => {
  for (const form of root.querySelectorAll("form[data-scan]")) new Scanner(form);
};
