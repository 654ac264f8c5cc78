// Runs before the first paint: says that scripts run, and keeps the choice of theme and density in two cookies the server reads.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  document.addEventListener("change", (event) => {
    const choice = event.target.closest("[data-choice]");
    if (!choice) return;
    const name = choice.dataset.choice;
    const value = event.target.value;
    root.setAttribute(`data-${name}`, value);
    document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`;
    document.dispatchEvent(new CustomEvent("display:change", { detail: { name, value } }));
  });
})();
