// A box in a table's head that ticks all boxes of one name, and the count of what is ticked. What stands in two lists (one of
// them for phones) is ticked in both and counted once.
const distinct = (boxes) => new Set(boxes.map((box) => box.value)).size;

export function enhanceSelection(root) {
  for (const master of root.querySelectorAll("[data-select-all]")) {
    const scope = master.form ?? document;
    const boxes = () => [...scope.querySelectorAll(`input[type="checkbox"][name="${master.dataset.selectAll}"]`)];
    const count = scope.querySelector("[data-selected]");

    const refresh = () => {
      const ticked = distinct(boxes().filter((box) => box.checked));
      master.checked = ticked > 0 && ticked === distinct(boxes());
      master.indeterminate = ticked > 0 && !master.checked;
      if (count) count.textContent = ticked;
    };

    master.addEventListener("change", () => {
      for (const box of boxes()) box.checked = master.checked;
      refresh();
    });
    scope.addEventListener("change", ({ target }) => {
      if (target === master) return;
      for (const box of boxes()) if (box.name === target.name && box.value === target.value) box.checked = target.checked;
      refresh();
    });
    refresh();
  }
}
