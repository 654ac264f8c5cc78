// The matrix by keyboard and pointer: arrows move between its signs, a sign pointed at says whose it is and of which days,
// Shift with a click ticks all boxes in between.
const SIGNS = "td > a, td > label > input";
const TITLED = "td > [title]";

function focusable(cell) {
  return cell?.querySelector(SIGNS);
}

function move(table, from, key) {
  const cell = from.closest("td");
  const rows = [...table.querySelectorAll("tbody tr")];
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key];
  let row = rows.indexOf(cell.parentElement);
  let column = cell.cellIndex;
  do {
    row += down;
    column += right;
    const next = focusable(rows[row]?.cells[column]);
    if (next) return next;
  } while (rows[row] && column >= 0 && column < rows[row].cells.length);
  return null;
}

// A page of six thousand signs holds but how each stands: its headings tell the rest.
function sayAll(table, sign) {
  if (!sign) return;
  const cell = sign.closest("td");
  const member = cell.parentElement.cells[0].textContent.trim();
  if (sign.title.startsWith(member)) return;
  const days = table.tHead.rows[0].cells[cell.cellIndex].querySelector("abbr")?.title;
  sign.title = [member, days, sign.title].filter(Boolean).join(", ");
}

function tickBetween(boxes, last, box) {
  const [first, end] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
  if (first < 0) return;
  for (const each of boxes.slice(first, end + 1)) each.checked = box.checked;
}

export function enhanceMatrix(root) {
  for (const table of root.querySelectorAll("[data-matrix]")) {
    let last = null;
    for (const pointed of ["pointerover", "focusin"]) {
      table.addEventListener(pointed, (event) => sayAll(table, event.target.closest("td")?.querySelector(TITLED)));
    }
    table.addEventListener("keydown", (event) => {
      if (!event.key.startsWith("Arrow") || !event.target.matches(SIGNS)) return;
      const next = move(table, event.target, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
    table.addEventListener("click", (event) => {
      const box = event.target;
      if (!box.matches('input[type="checkbox"][name]')) return;
      const boxes = [...table.querySelectorAll(`input[name="${box.name}"]`)];
      if (event.shiftKey && last) tickBetween(boxes, last, box);
      last = box;
    });
  }
}
