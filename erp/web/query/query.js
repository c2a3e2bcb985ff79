// Sends what is in the two boxes and shows what comes back. Nothing is kept but the last document.
const form = document.getElementById("form");
const text = document.getElementById("document");
const variables = document.getElementById("variables");
const answer = document.getElementById("answer");
const told = document.getElementById("told");
const KEPT = "query.document";

text.value = localStorage.getItem(KEPT) ?? text.value;

function withKey(given) {
  // A mutation needs a key; who writes $key without giving one gets a fresh one.
  return /\$key\b/.test(text.value) && !("key" in given) ? { ...given, key: crypto.randomUUID() } : given;
}

async function run() {
  let given;
  try {
    given = JSON.parse(variables.value.trim() || "{}");
  } catch (problem) {
    told.textContent = `Variables: ${problem.message}`;
    return;
  }
  localStorage.setItem(KEPT, text.value);
  told.textContent = "…";
  const began = performance.now();
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ query: text.value, variables: withKey(given) }),
    });
    const body = await response.json();
    answer.textContent = JSON.stringify(body, null, 2);
    told.textContent = `${response.status} · ${Math.round(performance.now() - began)} ms`;
  } catch (problem) {
    told.textContent = String(problem);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});
