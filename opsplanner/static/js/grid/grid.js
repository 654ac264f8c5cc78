// The page "Check and fix" by keyboard: cells one moves among, types and pastes into; what changes is checked at once by the server.
// Without this script the same page is plain forms.
import { enhanceLongLists } from "../combobox.js";
import { reveal } from "../reveal.js";
import { enhanceButtons } from "./buttons.js";
import { at, makeActive, nameOf, nextProblem, placeOf, quieten, rowsOf } from "./cells.js";
import { Refused, act, asAct, helpWith, seen, sendLeaving } from "./line.js";
import { parse, spread } from "./paste.js";
import { Unsent } from "./unsent.js";

const pane = document.querySelector("[data-fix]");
const grid = pane.querySelector("#fix-form");
const said = document.getElementById("fix-said");
const PARTS = ["fix-bar", "fix-groups", "fix-help", "fix-keep", "fix-pages", "fix-left"]; // beside the rows
const HELP_AFTER = 120; // milliseconds in a cell before its help is fetched
const SLOW = 3000; // milliseconds without an answer before that is said
const [FIRST_PAUSE, LONGEST_PAUSE] = [2000, 60_000]; // before what did not arrive is sent again

let active = null;
let editing = false;
const unsent = new Unsent(pane.dataset.unsent);
let pause = FIRST_PAUSE;
let again;
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
    for (const [name, text] of unsent.waiting) {
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

function show(answer) {
  const inHelp = document.getElementById("fix-help").contains(document.activeElement);
  for (const id of PARTS) replacePart(answer, id);
  grid.elements.seen.value = unsent.newest = seen();
  replaceRows(answer);
  if (inHelp && active?.isConnected) active.focus();
  say(`${answer.dataset.said} ${answer.dataset.left}`);
}

/** Sends an act and shows its answer; gives "done", "refused", or "broken", of which `broken` is said. */
async function perform(data, broken) {
  if (active) data.set("cell", nameOf(active));
  const slow = setTimeout(() => say(pane.dataset.slow), SLOW);
  try {
    show(await act(pane, data));
    return "done";
  } catch (fault) {
    const refused = fault instanceof Refused;
    say(refused ? fault.message : broken);
    return refused ? "refused" : "broken";
  } finally {
    clearTimeout(slow);
  }
}

// ---- Cells typed and pasted ----

function asTyped(cells, kind = "typed") {
  const data = asAct(grid);
  data.set("kind", kind);
  for (const [name, text] of cells) data.set(`c.${name}`, text);
  return data;
}

/** Keeps every cell whose text differs from what the server has; what did not arrive is sent again by itself. */
async function keep(kind, since) {
  clearTimeout(again);
  const cells = unsent.take(editing && active ? nameOf(active) : "");
  if (!cells.size) return;
  for (const [name, text] of cells) mark(name, text);
  const data = asTyped(cells, kind);
  if (since !== undefined) data.set("seen", since);
  const came = await perform(data, pane.dataset.broken);
  const broken = came === "broken";
  pane.classList.toggle("fix-broken", broken);
  if (came !== "done") for (const name of cells.keys()) mark(name); // entering and leaving the cell must not drop it
  if (!broken) unsent.answered(cells, seen());
  else unsent.failed(cells, since ?? seen());
  if (broken) again = setTimeout(keep, pause);
  pause = broken ? Math.min(2 * pause, LONGEST_PAUSE) : FIRST_PAUSE;
}

/**
 * What was typed on an earlier page and not answered there: sent again as of then, so that nobody else's change is overwritten.
 * What was answered there while this page was being made is not in it: it is asked for.
 */
async function takeUp() {
  const { seen: since, cells } = unsent.left();
  if (grid && !cells.size && unsent.newest > Number(seen())) {
    await perform(asAct(grid), pane.dataset.broken);
    say("");
  }
  for (const [name, text] of cells) unsent.note(name, text, since);
  await keep("typed", since);
  for (const [name, text] of unsent.waiting) {
    const input = grid?.elements[`c.${name}`];
    if (input) input.value = text;
  }
}

/** Notes what was sent of a cell; without a text, that nothing was. A row that needs no more work is on the page no more. */
function mark(name, text) {
  const input = grid?.elements[`c.${name}`];
  if (!input) return;
  if (text === undefined) delete input.dataset.sent;
  else input.dataset.sent = text;
}

/** What the server has of a cell: as the page came, or as it was sent last. */
const kept = (input) => input.dataset.sent ?? input.defaultValue;

function note(input) {
  if (input.value === kept(input)) unsent.forget(nameOf(input), seen());
  else unsent.note(nameOf(input), input.value, seen());
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

/** A block that ends on this page is typed into its cells; a longer one goes to the server, which fills the pages after it too. */
function onPaste(event) {
  const text = event.clipboardData.getData("text/plain");
  const block = parse(text);
  if (block.length < 2 && block[0].length < 2) return;
  event.preventDefault();
  editing = false;
  const { cells, rowsOver, columnsOver } = spread(grid, event.target, block);
  if (rowsOver) {
    fillOn(event.target, text);
    return;
  }
  for (const [input, put] of cells) {
    input.value = put;
    note(input);
  }
  keep("pasted").then(() => columnsOver && say(pane.dataset.overflow));
}

async function fillOn(input, text) {
  await keep();
  const data = asAct(grid);
  const [, row, column] = /^(\d+)\.(.+)$/.exec(nameOf(input));
  for (const [name, value] of Object.entries({ fill: 1, "fill.row": row, "fill.column": column, "fill.text": text })) data.set(name, value);
  await perform(data, pane.dataset.undone);
}

// ---- Undo, redo, next problem: wherever one stands on the page ----

function press(which) {
  document.querySelector(`#fix-bar button[name="${which}"]`).click(); // one that is disabled does nothing
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

enhanceButtons(pane, grid, { keep, perform, say });

// ---- The line breaks and comes back; the page is left ----

addEventListener("online", () => keep());
addEventListener("pagehide", () => unsent.size && sendLeaving(pane, asTyped(unsent.all)));
addEventListener("pageshow", ({ persisted }) => persisted && keep());
addEventListener("beforeunload", (event) => pane.classList.contains("fix-broken") && event.preventDefault());

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
}
takeUp();
