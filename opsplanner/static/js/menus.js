// Menus are <details>: they open without script; here they also close on Escape, on a click elsewhere and when focus leaves.
export function enhanceMenus() {
  const opened = () => document.querySelectorAll("details[data-menu][open]");

  const closeOthers = (target) => {
    for (const menu of opened()) if (!menu.contains(target)) menu.open = false;
  };

  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });
}
