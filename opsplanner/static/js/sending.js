// A file on its way survives a broken line: the bar says how far it is, and what did not arrive is sent again with one press.
// The same bytes are the same draft for the server, so nothing is stored twice.
function post(form, bar) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "fetch");
    request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) bar.value = (100 * loaded) / total;
      // All of it is there: from here on the server reads, nobody knows how long.
      if (loaded === total) bar.removeAttribute("value");
    });
    request.addEventListener("load", () => resolve(request));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => reject(new Error(end)));
    request.send(new FormData(form));
  });
}

function show(answer) {
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  const fresh = document.importNode(page.querySelector("main"), true);
  document.querySelector("main").replaceWith(fresh);
  fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  scrollTo(0, 0);
}

async function send(zone, form) {
  const [bar, said] = [form.querySelector("[data-progress]"), zone.querySelector("[data-line]")];
  [bar.hidden, bar.value, said.hidden] = [false, 0, true];
  try {
    const answer = await post(form, bar);
    const elsewhere = new URL(answer.responseURL).pathname !== new URL(form.action).pathname && answer.responseURL;
    const next = answer.getResponseHeader("X-Location") || elsewhere;
    if (next) location.assign(next);
    else show(answer);
  } catch {
    bar.hidden = true;
    said.textContent = zone.dataset.sending;
    said.hidden = false;
    form.dataset.again = "";
    form.querySelector("button[type='submit']").focus();
  }
}

export function enhanceSending(root) {
  for (const zone of root.querySelectorAll("[data-sending]")) {
    const form = zone.querySelector("form");
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      send(zone, form);
    });
  }
}
