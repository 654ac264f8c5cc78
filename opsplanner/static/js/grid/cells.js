// The cells of the grid as a field of rows and columns: where one is, which is beside it, which is the next with a problem.

export const inputs = (row) => [...row.querySelectorAll("input[name^='c.']")];

export function rowsOf(grid) {
  return [...grid.querySelectorAll("tr[data-row]")];
}

/** Where an input stands, counted from 0. */
export function placeOf(grid, input) {
  const row = input.closest("tr");
  return { row: rowsOf(grid).indexOf(row), column: inputs(row).indexOf(input) };
}

/** The input at a place, null beyond the edges. */
export function at(grid, row, column) {
  const found = rowsOf(grid)[row];
  return (found && inputs(found)[column]) ?? null;
}

export const nameOf = (input) => input.name.slice(2);

/** The next cell with a problem after this one, beginning again at the top; errors and warnings alike. */
export function nextProblem(grid, input) {
  const bad = [...grid.querySelectorAll("td.cell-error input, td.cell-warning input")];
  if (!bad.length) return null;
  const after = bad.find((each) => input.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  return after ?? bad.find((each) => each !== input) ?? null;
}

/** One stop for the Tab key: the cell one stands in. */
export function makeActive(grid, input) {
  for (const other of grid.querySelectorAll("input[name^='c.'][tabindex='0']")) other.tabIndex = -1;
  input.tabIndex = 0;
}

/** Every cell but one leaves the Tab order; rows that come later too. */
export function quieten(rows) {
  for (const row of rows) for (const input of inputs(row)) input.tabIndex = -1;
}
