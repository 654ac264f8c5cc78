// What a spreadsheet puts on the clipboard, and which cells of the grid it goes to.
import { at, placeOf } from "./cells.js";

/** Rows of cells from tab-separated text; a cell in quotes may hold tabs and line breaks. */
export function parse(text) {
  const rows = [[]];
  const pattern = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  let position = 0;
  while (position <= lines.length) {
    pattern.lastIndex = position;
    const [whole, quoted, plain] = pattern.exec(lines);
    rows.at(-1).push((quoted !== undefined ? quoted.replaceAll('""', '"') : plain).trim());
    position += whole.length;
    if (lines[position] === "\n") rows.push([]);
    position += 1;
  }
  return rows;
}

/** The inputs a block goes to from this one on, each with its text; whether rows or columns of it lie beyond those of the page. */
export function spread(grid, input, block) {
  const { row, column } = placeOf(grid, input);
  const cells = [];
  let [rowsOver, columnsOver] = [false, false];
  block.forEach((line, down) =>
    line.forEach((text, right) => {
      const target = at(grid, row + down, column + right);
      if (target) cells.push([target, text]);
      else if (at(grid, row + down, 0)) columnsOver = true;
      else rowsOver = true;
    }),
  );
  return { cells, rowsOver, columnsOver };
}
