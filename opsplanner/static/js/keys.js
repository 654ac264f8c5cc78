// Single letters that act, for who switched them on in the profile (WCAG 2.1.4): data-key="a" on a link, or around a form.
const TYPING = "input, textarea, select, [contenteditable]";

export function enhanceKeys() {
  if (!document.body.hasAttribute("data-keys")) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest(TYPING)) return;
    const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!found) return;
    event.preventDefault();
    (found.querySelector("button") ?? found).click();
  });
}
