// Cells typed and not answered by the server yet. The browser keeps them for this tab until they are, so that a page left or
// reloaded at once loses nothing: the next page of the same sheet sends them again, and what was stored already changes nothing.

export class Unsent {
  #waiting = new Map(); // typed, still to be sent: text by the name of the cell
  #sent = new Map(); // on their way

  constructor(name) {
    this.name = name;
  }

  get size() {
    return this.#waiting.size + this.#sent.size;
  }

  get waiting() {
    return this.#waiting;
  }

  get all() {
    return new Map([...this.#sent, ...this.#waiting]);
  }

  /** A cell was typed into; `seen` is the newest act its page knows. */
  note(cell, text, seen) {
    this.#waiting.set(cell, text);
    this.#store(seen);
  }

  /** A cell holds again what the server has. */
  forget(cell, seen) {
    this.#waiting.delete(cell);
    this.#store(seen);
  }

  /** What is to be sent now: all that waits, but for the cell somebody is still typing into. */
  take(typing) {
    const cells = new Map([...this.#waiting].filter(([cell]) => cell !== typing));
    for (const [cell, text] of cells) {
      this.#waiting.delete(cell);
      this.#sent.set(cell, text);
    }
    return cells;
  }

  /** The server has answered these. */
  answered(cells, seen) {
    for (const [cell, text] of cells) if (this.#sent.get(cell) === text) this.#sent.delete(cell);
    this.#store(seen);
  }

  /** These did not arrive: they wait again, unless something else was typed since. */
  failed(cells, seen) {
    for (const cell of cells.keys()) this.#sent.delete(cell);
    this.#waiting = new Map([...cells, ...this.#waiting]);
    this.#store(seen);
  }

  /** What an earlier page of this tab did not see answered: {seen, cells}. */
  left() {
    const { seen, cells } = JSON.parse(sessionStorage.getItem(this.name) ?? "{}");
    return { seen, cells: new Map(Object.entries(cells ?? {})) };
  }

  /** The newest act that the server told any page of this tab: one that knows less was made before it. */
  get newest() {
    return Number(sessionStorage.getItem(`${this.name}.newest`));
  }

  set newest(act) {
    sessionStorage.setItem(`${this.name}.newest`, act);
  }

  #store(seen) {
    if (this.size) sessionStorage.setItem(this.name, JSON.stringify({ seen, cells: Object.fromEntries(this.all) }));
    else sessionStorage.removeItem(this.name);
  }
}
