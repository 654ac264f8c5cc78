// Buttons that copy a text of the page, such as the addresses of a list.
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // A closed network without TLS has no clipboard interface: fall back on a selection.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

export function enhanceCopy(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const source = document.querySelector(button.dataset.copy);
      await copy((source.value ?? source.textContent).trim());
      button.textContent = button.dataset.done;
    });
  }
}
