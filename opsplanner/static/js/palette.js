// Ctrl+K or the link in the bar opens a box to find things in; the list beneath comes from the server and is led by the input
// (the combobox pattern of ARIA). Without this script the link leads to the page that does the same.
const WAIT = 120;

export function enhancePalette() {
  const box = document.querySelector("[data-palette-box]");
  const opener = document.querySelector("[data-palette]");
  if (!box || !opener || !box.showModal) return;
  const input = box.querySelector("input");
  const place = box.querySelector("[data-palette-hits]");
  let asking;
  let waiting;

  const options = () => [...place.querySelectorAll("[role=option]")];
  const chosen = () => place.querySelector("[aria-selected=true]");

  function choose(option) {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    input.setAttribute("aria-activedescendant", option ? option.id : "");
    option?.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = options();
    if (all.length) choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
  }

  async function look() {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(input.form.action);
    address.searchParams.set("q", input.value);
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, signal: asking.signal });
      if (!answer.ok || answer.redirected) return location.assign(address); // the stay is over: the page says so
      place.innerHTML = await answer.text();
      input.setAttribute("aria-expanded", String(options().length > 0));
      choose(options()[0]);
    } catch (fault) {
      if (fault.name !== "AbortError") input.setAttribute("aria-expanded", "false"); // the line broke: Enter still leads to the page
    }
  }

  function open() {
    if (box.open) return;
    box.showModal();
    input.select();
    look();
  }

  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    open();
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (!(event.key in steps) || event.isComposing) return;
    event.preventDefault();
    step(steps[event.key]);
  });
  input.form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    await look(); // what was typed last may not have been asked yet
    location.assign(chosen()?.dataset.url ?? `${input.form.action}?q=${encodeURIComponent(input.value)}`);
  });
  place.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  box.addEventListener("click", (event) => event.target === box && box.close());
}
