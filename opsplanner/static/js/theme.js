// Runs before the first paint: says that scripts run, and keeps the choice of theme and density in two cookies the server reads;
// of somebody signed in also in the profile, so that other browsers have it.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // The last choice is the one that counts, so each waits for the one before it.
  let before = Promise.resolve();
  const remember = (form) => {
    if (!form) return;
    const body = new URLSearchParams({ theme: root.dataset.theme, density: root.dataset.density });
    const headers = { "X-Requested-With": "fetch", "X-CSRFToken": form.dataset.token };
    const send = () => fetch(form.dataset.remember, { method: "POST", body, headers, keepalive: true });
    before = before.then(send).catch(() => {}); // the cookie holds it here; the profile gets the next one
  };

  document.addEventListener("change", (event) => {
    const choice = event.target.closest("[data-choice]");
    if (!choice) return;
    const name = choice.dataset.choice;
    const value = event.target.value;
    root.setAttribute(`data-${name}`, value);
    document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`;
    remember(choice.closest("[data-remember]"));
    document.dispatchEvent(new CustomEvent("display:change", { detail: { name, value } }));
  });
})();
