// The page "Check and fix" by keyboard: cells one moves among, types and pastes into; what changes is checked at once by the server.
// Without this script the same page is plain forms.
import { enhanceLongLists } from "../combobox.js";
import { reveal } from "../reveal.js";
import { at, makeActive, nameOf, nextProblem, placeOf, quieten, rowsOf } from "./cells.js";
import { Refused, act, helpWith } from "./line.js";
import { parse, spread } from "./paste.js";

const pane = document.querySelector("[data-fix]");
const grid = pane.querySelector("#fix-form");
const said = document.getElementById("fix-said");
const HELP_AFTER = 120; // milliseconds in a cell before its help is fetched

let active = null;
let editing = false;
let pending = new Map(); // cells whose text is not kept yet, by name
let fresh = false; // just entered: a first press takes the whole cell, a second one sets the caret
let waiting;

const say = (text) => (said.textContent = text);

// ---- What the server answers ----

function put(old, fresh) {
  const part = document.importNode(fresh, true);
  old.replaceWith(part);
  reveal(part);
  enhanceLongLists(part);
}

function replacePart(answer, id) {
  const [old, fresh] = [document.getElementById(id), answer.querySelector(`#${id}`)];
  if (old && fresh) put(old, fresh);
}

function replaceRows(answer) {
  for (const fresh of answer.querySelectorAll("tr[data-row]")) {
    const old = grid?.querySelector(`tr[data-row="${fresh.dataset.row}"]`);
    if (!old) continue;
    const row = document.importNode(fresh, true);
    const stood = old.contains(active) ? nameOf(active) : null;
    const focused = old.contains(document.activeElement);
    quieten([row]);
    old.replaceWith(row);
    for (const [name, text] of pending) {
      const input = row.querySelector(`[name="c.${CSS.escape(name)}"]`);
      if (input) input.value = text;
    }
    if (!stood) continue;
    active = row.querySelector(`[name="c.${CSS.escape(stood)}"]`);
    if (!active) continue;
    makeActive(grid, active);
    if (focused) active.focus();
  }
  for (const { textContent } of answer.querySelectorAll("#fix-gone li")) {
    grid?.querySelector(`tr[data-row="${textContent}"]`)?.remove();
  }
}

function show(answer, keepHelp) {
  const parts = ["fix-bar", "fix-groups", ...(keepHelp ? [] : ["fix-help"])];
  const inHelp = !keepHelp && document.getElementById("fix-help").contains(document.activeElement);
  for (const id of parts) replacePart(answer, id);
  replaceRows(answer);
  if (inHelp && active?.isConnected) active.focus();
  say(`${answer.dataset.said} ${answer.dataset.left}`);
}

async function perform(data, { keepHelp = false } = {}) {
  if (active) data.set("cell", nameOf(active));
  let answer;
  try {
    answer = await act(pane, data);
  } catch (fault) {
    say(fault instanceof Refused ? fault.message : pane.dataset.broken);
    pane.classList.toggle("fix-broken", !(fault instanceof Refused));
    return false;
  }
  show(answer, keepHelp);
  return true;
}

// ---- Cells typed and pasted ----

function common(action) {
  const data = new FormData();
  for (const name of ["csrf_token", "sheet"]) data.set(name, grid.elements[name].value);
  data.set("do", action);
  return data;
}

/** Keeps every cell whose text differs from what the server has; what could not be sent waits for the next time. */
async function keep(kind = "typed") {
  const cells = new Map(pending);
  if (!cells.size) return;
  const data = common("cells");
  data.set("kind", kind);
  for (const [name, text] of cells) {
    data.set(`c.${name}`, text);
    mark(name, text);
  }
  pending = new Map();
  if (await perform(data)) return pane.classList.remove("fix-broken");
  for (const name of cells.keys()) mark(name); // the server does not have it: entering and leaving the cell must not drop it
  if (pane.classList.contains("fix-broken")) pending = new Map([...cells, ...pending]);
}

/** Notes what was sent of a cell; without a text, that nothing was. A row that needs no more work is on the page no more. */
function mark(name, text) {
  const input = grid.elements[`c.${name}`];
  if (!input) return;
  if (text === undefined) delete input.dataset.sent;
  else input.dataset.sent = text;
}

/** What the server has of a cell: as the page came, or as it was sent last. */
const kept = (input) => input.dataset.sent ?? input.defaultValue;

function note(input) {
  if (input.value === kept(input)) pending.delete(nameOf(input));
  else pending.set(nameOf(input), input.value);
}

function commit(input) {
  note(input);
  editing = false;
  keep();
}

// ---- Moving ----

function go(input) {
  if (!input) return false;
  input.focus();
  input.select();
  return true;
}

const step = (input, down, right) => {
  const { row, column } = placeOf(grid, input);
  return go(at(grid, row + down, column + right));
};

function enter(input) {
  active = input;
  editing = false;
  fresh = true;
  makeActive(grid, input);
  clearTimeout(waiting);
  waiting = setTimeout(() => fetchHelp(input), HELP_AFTER);
}

async function fetchHelp(input) {
  if (input !== active) return;
  const help = await helpWith(pane, nameOf(input)).catch(() => null);
  const shown = document.getElementById("fix-help");
  if (!help || input !== active || shown.contains(document.activeElement)) return;
  put(shown, help);
}

function toProblem() {
  const start = active ?? at(grid, 0, 0);
  if (!start || !go(nextProblem(grid, start))) say(pane.dataset.last);
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function onKey(event) {
  const input = event.target;
  if (event.isComposing || event.altKey) return;
  const along = event.key === "ArrowLeft" || event.key === "ArrowRight";
  if (event.key in MOVES && !event.ctrlKey && !event.metaKey && !event.shiftKey && !(editing && along)) {
    if (step(input, ...MOVES[event.key])) event.preventDefault();
  } else if (event.key === "Enter") {
    event.preventDefault();
    commit(input);
    step(input, event.shiftKey ? -1 : 1, 0);
  } else if (event.key === "F2") {
    event.preventDefault();
    editing = true;
    input.setSelectionRange(input.value.length, input.value.length);
  } else if (event.key === "Escape") {
    event.preventDefault();
    input.value = kept(input);
    note(input);
    editing = false;
    input.select();
  }
}

function onPaste(event) {
  const block = parse(event.clipboardData.getData("text/plain"));
  if (block.length < 2 && block[0].length < 2) return;
  event.preventDefault();
  const { cells, over } = spread(grid, event.target, block);
  for (const [input, text] of cells) {
    input.value = text;
    note(input);
  }
  keep("pasted").then(() => over && say(pane.dataset.overflow));
}

// ---- Undo, redo, next problem: wherever one stands on the page ----

function press(which) {
  const form = document.querySelector(`#fix-bar form[data-${which}]`);
  if (!form.querySelector("button").disabled) form.requestSubmit();
}

addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select");
  const inCell = grid?.contains(event.target);
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  const free = inCell ? event.target.value === kept(event.target) : !typing;
  if (event.key === "F8") toProblem();
  else if (command && key === "z" && free) press(event.shiftKey ? "redo" : "undo");
  else if (command && key === "y" && free) press("redo");
  else if (key === "n" && document.body.hasAttribute("data-keys") && !command && !typing) toProblem();
  else return;
  event.preventDefault();
});

// Small forms beside the grid: undo, redo, use a suggestion, leave a row out, keep a warning.
pane.parentElement.addEventListener("submit", async (event) => {
  if (!event.target.matches("form[data-act]")) return;
  event.preventDefault();
  const data = new FormData(event.target, event.submitter);
  await keep();
  await perform(data);
});

addEventListener("beforeunload", (event) => pending.size && event.preventDefault());

if (grid) {
  quieten(rowsOf(grid));
  const first = at(grid, 0, 0);
  if (first) first.tabIndex = 0;
  grid.addEventListener("focusin", ({ target }) => target.name?.startsWith("c.") && enter(target));
  grid.addEventListener("focusout", ({ target }) => target === active && commit(target));
  grid.addEventListener("keydown", (event) => event.target.name?.startsWith("c.") && onKey(event));
  grid.addEventListener("click", ({ target }) => {
    if (target === active && fresh) target.select();
    fresh = false;
  });
  grid.addEventListener("dblclick", () => (editing = true));
  grid.addEventListener("input", ({ target }) => (note(target), (editing = true)));
  grid.addEventListener("paste", onPaste);
  grid.addEventListener("submit", (event) => event.preventDefault());
}
