// Speaks with the server: one act after the other, each answered by the parts of the page that changed.
import { inputs, nameOf, rowsOf } from "./cells.js";

const headers = { "X-Requested-With": "fetch" };
let before = Promise.resolve();

/** Sends an act when those before it are done; rejects when the line is broken, or with the sentence of a refusal. */
export function act(pane, data) {
  const sent = before.then(() => post(pane, data));
  before = sent.catch(() => {});
  return sent;
}

/** The newest act that this page knows. */
export const seen = () => document.getElementById("fix-bar").dataset.seen;

/** What every act carries: the token and the sheet; of a button pressed also which, the cell in question, and the boxes beside it. */
export function asAct(form, button) {
  const data = new FormData();
  const own = button?.closest("[data-act]");
  for (const each of form.elements) {
    const loose = each.type === "hidden" && !each.closest("[data-act]");
    if (each.type !== "submit" && each.name && (loose || own?.contains(each))) data.append(each.name, each.value);
  }
  data.delete("seen");
  if (button) data.append(button.name, button.value);
  return data;
}

/** Sends an act of a page that is being left: nobody waits for the answer. */
export function sendLeaving(pane, data) {
  data.set("seen", seen());
  const sent = { method: "POST", body: new URLSearchParams(data), headers, keepalive: true };
  fetch(pane.dataset.fix, sent).catch(() => {});
}

async function post(pane, data) {
  const form = pane.querySelector("#fix-form");
  if (!data.has("seen")) data.set("seen", seen());
  // Pressed while typing, they are about what was typed, which is kept by now and has drawn the bar anew.
  for (const name of ["undo", "redo"]) if (data.has(name)) data.set(name, document.querySelector(`#fix-bar [name="${name}"]`).value);
  const rows = form ? rowsOf(form) : [];
  data.set("have", rows.map((row) => `${row.dataset.row}:${row.dataset.digest}`).join());
  data.set("shown", rows.length ? inputs(rows[0]).map((input) => nameOf(input).replace(/^\d+\./, "")).join() : "");
  const answer = await fetch(pane.dataset.fix, { method: "POST", body: new URLSearchParams(data), headers });
  const text = await answer.text();
  if (answer.status === 409) throw new Refused(text);
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  return new DOMParser().parseFromString(text, "text/html").getElementById("fix-answer");
}

/** The help with one cell, as a fragment. */
export async function helpWith(pane, cell) {
  const url = new URL(pane.dataset.page, location);
  url.searchParams.set("cell", cell);
  const answer = await fetch(url, { headers });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("fix-help");
}

export class Refused extends Error {}
