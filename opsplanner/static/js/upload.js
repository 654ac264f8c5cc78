// A file may be dropped; its name and size are shown; while it is on its way a bar says how far.
const UNITS = ["byte", "kilobyte", "megabyte"];

function sizeInWords(bytes) {
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2;
  const options = { style: "unit", unit: UNITS[step], unitDisplay: "short", maximumFractionDigits: step ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, options).format(bytes / 1000 ** step);
}

function acceptDrops(zone, control) {
  const over = (event, on) => {
    event.preventDefault();
    zone.classList.toggle("drop-over", on);
  };
  zone.addEventListener("dragover", (event) => over(event, true));
  zone.addEventListener("dragleave", (event) => over(event, false));
  zone.addEventListener("drop", (event) => {
    over(event, false);
    if (!event.dataTransfer.files.length) return;
    control.files = event.dataTransfer.files;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function showChosen(zone, control) {
  const line = zone.querySelector("[data-chosen]");
  control.addEventListener("change", () => {
    line.textContent = [...control.files].map((file) => `${file.name} · ${sizeInWords(file.size)}`).join(", ");
    line.hidden = !control.files.length;
  });
}

/** The bar moves without measure on a plain form, and with it when htmx sends. */
function showProgress(zone, form) {
  const bar = zone.querySelector("[data-progress]");
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    bar.removeAttribute("value");
    bar.hidden = false;
  });
  form.addEventListener("htmx:xhr:progress", ({ detail }) => {
    bar.hidden = false;
    if (detail.lengthComputable) bar.value = (100 * detail.loaded) / detail.total;
  });
  addEventListener("pageshow", () => (bar.hidden = true));
}

export function enhanceUpload(root) {
  for (const zone of root.querySelectorAll("[data-drop]")) {
    const control = zone.querySelector("input[type='file']");
    acceptDrops(zone, control);
    showChosen(zone, control);
    showProgress(zone, control.form);
  }
}
