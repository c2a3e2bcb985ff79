// Writes the reading beside a name while the name is typed: what stood there before a conversion is its kana.
const READING = /^[\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9f\s]+$/;
const wide = (text) =>
  text.normalize("NFKC").replace(/[\u3041-\u3096]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

export const kana = (root) => {
  for (const name of root.querySelectorAll("input[data-kana]")) {
    const other = name.name.replace(/[^.]+$/, name.dataset.kana);
    const reading = [...(name.form?.elements ?? [])].find((each) => each.name === other);
    if (!reading || reading === name) continue;
    let typed = "";
    let own = reading.value !== "";
    reading.addEventListener("input", () => { own = reading.value !== ""; });
    name.addEventListener("compositionstart", () => { typed = ""; });
    name.addEventListener("compositionupdate", (event) => {
      if (READING.test(event.data)) typed = event.data;
    });
    name.addEventListener("compositionend", () => {
      if (!own && typed) reading.value += wide(typed);
      typed = "";
    });
    name.addEventListener("input", () => { if (!name.value && !own) reading.value = ""; });
  }
};
