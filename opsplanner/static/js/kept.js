// A form marked data-kept is kept as it is typed, a moment after the last key: at its own address (minutes, each item by itself) or,
// where data-kept-at names one, as a draft there. When somebody else wrote the same thing, nothing is kept over theirs; pressing Save
// then shows both versions. Without this script the Save button does it.
const PAUSE = 1200;

async function keep(form, said) {
  const data = new FormData(form);
  const taken = performance.now();
  try {
    const answer = await fetch(form.dataset.keptAt || form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    const told = await answer.json();
    if (answer.ok && told.version) form.elements.version.value = told.version;
    said.textContent = told.said;
    if (answer.ok) form.dispatchEvent(new CustomEvent("kept", { detail: taken }));
    return answer.status !== 409;
  } catch {
    said.textContent = form.dataset.kept;
    return true;
  }
}

for (const form of document.querySelectorAll("form[data-kept]")) {
  const said = form.querySelector("[data-said]");
  let timer = 0;
  let line = Promise.resolve(true);
  form.addEventListener("input", () => {
    clearTimeout(timer);
    // One after the other: the next carries the version that the last was answered with.
    timer = setTimeout(() => {
      line = line.then((free) => free && keep(form, said));
    }, PAUSE);
  });
  // What is being stored needs no draft any more.
  form.addEventListener("submit", () => clearTimeout(timer));
}
