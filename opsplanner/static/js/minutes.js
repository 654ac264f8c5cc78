// Minutes are kept as they are typed: each item by itself, a moment after the last key. When somebody else wrote the same item,
// nothing is kept over theirs; pressing Save then shows both versions. Without this script the Save button does it.
const PAUSE = 1200;

async function keep(form, said) {
  const data = new FormData(form);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    const told = await answer.json();
    if (answer.ok) form.elements.version.value = told.version;
    said.textContent = told.said;
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
}
