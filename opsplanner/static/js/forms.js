// Forms: the summary of errors takes the focus, a double click sends once, and leaving with unsaved typing is asked about.
const SECOND_CLICK = 1500; // milliseconds in which a second press is the same press

const dirty = new Set();

addEventListener("beforeunload", (event) => {
  if (dirty.size) event.preventDefault();
});

/** What was sent, or kept as a draft since the last key, is not lost by leaving. */
function guard(form) {
  let typed = 0;
  form.addEventListener("input", (event) => {
    typed = event.timeStamp;
    dirty.add(form);
  });
  form.addEventListener("submit", () => dirty.delete(form));
  form.addEventListener("kept", (event) => event.detail >= typed && dirty.delete(form));
}

function sendOnce(form) {
  let sent = -Infinity;
  form.addEventListener("submit", (event) => {
    // What did not arrive may be sent again at once.
    if (event.timeStamp - sent < SECOND_CLICK && !("again" in form.dataset)) event.preventDefault();
    else sent = event.timeStamp;
    delete form.dataset.again;
  });
}

/** A select or checkbox marked data-submit applies at once; its form's button stays for those without scripts. */
function submitOnChange(control) {
  control.addEventListener("change", () => control.form.requestSubmit());
}

export function enhanceForms(root) {
  root.querySelector("[data-focus]")?.focus();
  root.querySelectorAll("form[data-guard]").forEach(guard);
  root.querySelectorAll("form[method='post']").forEach(sendOnce);
  root.querySelectorAll("[data-submit]").forEach(submitOnChange);
}
