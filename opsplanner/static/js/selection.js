// A box in a table's head that ticks all boxes of one name, and the count of what is ticked.
export function enhanceSelection(root) {
  for (const master of root.querySelectorAll("[data-select-all]")) {
    const scope = master.form ?? document;
    const boxes = () => [...scope.querySelectorAll(`input[type="checkbox"][name="${master.dataset.selectAll}"]`)];
    const count = scope.querySelector("[data-selected]");

    const refresh = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      master.checked = ticked > 0 && ticked === boxes().length;
      master.indeterminate = ticked > 0 && !master.checked;
      if (count) count.textContent = ticked;
    };

    master.addEventListener("change", () => {
      for (const box of boxes()) box.checked = master.checked;
      refresh();
    });
    scope.addEventListener("change", (event) => event.target !== master && refresh());
    refresh();
  }
}
