// Shows how a typed day is understood, as the server understands it.
const ask = async (field) => {
  const echo = document.getElementById(field.dataset.date);
  const text = field.value.trim();
  if (!text) {
    if (echo) echo.textContent = "";
    return;
  }
  const answer = await fetch(`/_understood?${new URLSearchParams({ date: text })}`).catch(() => null);
  if (!answer?.ok || field.value.trim() !== text) return;
  const { date } = await answer.json();
  field.setAttribute("aria-invalid", String(!date));
  if (echo) echo.textContent = date && date !== text ? `→ ${date}` : "";
};

export const days = (root) => {
  for (const field of root.querySelectorAll("input[data-date]")) {
    field.addEventListener("change", () => ask(field));
  }
};
