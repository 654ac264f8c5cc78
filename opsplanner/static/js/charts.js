// Charts are drawn when they come into view, in the colours of the theme; the table of the same figures is always in the page.
const tag = document.querySelector("script[data-charts]");
const [LETTER, LINE, BARS] = [8, 17, 120]; // pixels: of a letter and a line of a name, of the bars and their numbers beside the names
const NARROW = 480; // pixels: below this the boundary notice of a map does not fit in its picture; it stands in the notes
let fetched;

function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
}

/** plotly.js, once, with everything in it that would speak to another host switched off. */
function library() {
  fetched ??= (async () => {
    await script(tag.dataset.library);
    if (tag.dataset.locale) await script(tag.dataset.locale);
    Plotly.setPlotConfig({
      showSendToCloud: false, plotlyServerURL: "", displaylogo: false, topojsonURL: tag.dataset.outlines,
      displayModeBar: false, responsive: true, locale: tag.dataset.locale ? "fr" : "en", scrollZoom: false,
    });
    return Plotly;
  })();
  return fetched;
}

/** What "var(--name)" means right now, as a colour plotly.js can read. */
function colourReader() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const known = new Map();
  const read = (words) => {
    if (!known.has(words)) {
      probe.style.color = words;
      known.set(words, getComputedStyle(probe).color);
    }
    return known.get(words);
  };
  return { read, done: () => probe.remove() };
}

function coloured(value, read) {
  if (typeof value === "string") return value.startsWith("var(--") ? read(value) : value;
  if (Array.isArray(value)) return value.map((part) => coloured(part, read));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, coloured(part, read)]));
}

/** The house style under the layout the server gave: quiet grid, our type, one colour order. */
function houseLayout() {
  const axis = { gridcolor: "var(--grid)", zerolinecolor: "var(--control)", linecolor: "var(--control)", automargin: true, fixedrange: true };
  return {
    font: { family: getComputedStyle(document.body).fontFamily, size: 13, color: "var(--ink)" },
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", margin: { t: 8, r: 8, b: 8, l: 8 },
    colorway: ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"],
    hoverlabel: { bgcolor: "var(--surface)", bordercolor: "var(--control)", font: { color: "var(--ink)" } },
    template: { data: { choropleth: [{ marker: { line: { color: "var(--surface)", width: 0.5 } } }], heatmap: [{ xgap: 2, ygap: 2 }], bar: [{ cliponaxis: false }] } },
    bargap: 0.3, hovermode: "closest", dragmode: false, xaxis: axis, yaxis: axis,
    geo: { resolution: 50, bgcolor: "rgba(0,0,0,0)", showframe: false, showcoastlines: false, showland: true, landcolor: "var(--grid)",
      showcountries: true, countrycolor: "var(--surface)", countrywidth: 0.5, showlakes: false, showrivers: false },
  };
}

function merged(base, given) {
  const result = { ...base };
  for (const [key, value] of Object.entries(given ?? {})) {
    const both = value && base[key] && [value, base[key]].every((part) => typeof part === "object" && !Array.isArray(part));
    result[key] = both ? merged(base[key], value) : value;
  }
  return result;
}

/** Names in lines of at most so many letters; a longer word keeps a line of its own. */
function wrapped(name, letters) {
  return name.replaceAll("<br>", " ").split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    return last !== undefined && last.length + 1 + word.length <= letters ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
  }, []);
}

class Figure {
  constructor(element) {
    this.element = element;
    this.plot = element.querySelector("[data-figure-url]");
    this.toggle = element.querySelector("[data-table-toggle]");
    this.toggle?.addEventListener("click", () => this.showTable(!this.plot.hidden));
    this.plot.hidden = false;
  }

  showTable(on) {
    this.plot.hidden = on;
    this.toggle?.setAttribute("aria-pressed", String(on));
    if (!on && this.given) this.draw();
  }

  async load() {
    try {
      const [answer] = await Promise.all([fetch(this.plot.dataset.figureUrl, { headers: { Accept: "application/json" } }), library()]);
      if (!answer.ok) throw new Error(`figure answered ${answer.status}`);
      const given = await answer.json();
      if (!given.data.length) return this.onlyTable();
      this.given = given;
      await this.draw();
    } catch (fault) {
      this.fail(fault);
    }
  }

  async draw() {
    const colours = colourReader();
    const { data, layout } = coloured({ data: this.given.data, layout: merged(houseLayout(), this.given.layout) }, colours.read);
    colours.done();
    this.fit(layout);
    await Plotly.react(this.plot, data, layout);
  }

  /** On a narrow screen long names take more lines, a chart that still does not fit is scrolled, and a map is no taller than it is wide. */
  fit(layout) {
    const width = this.plot.clientWidth;
    const names = (layout.yaxis.ticktext ?? []).map((name) => name.split("<br>"));
    const needed = (given) => LETTER * Math.max(0, ...given.flat().map((line) => line.length)) + BARS;
    if (names.length && width < needed(names)) {
      const lines = names.map((name) => wrapped(name.join(" "), Math.floor((width - BARS) / LETTER)));
      layout.yaxis.ticktext = lines.map((name) => name.join("<br>"));
      layout.height += LINE * names.length * Math.max(0, Math.max(...lines.map((name) => name.length)) - 2);
      if (width < needed(lines)) {
        layout.width = needed(lines);
        this.plot.tabIndex = 0;
      }
    }
    if (layout.geo.projection && width < NARROW) delete layout.annotations;
    if (layout.geo.projection && layout.height > width) layout.height = Math.round(0.75 * width);
  }

  /** Nothing to draw: the table stays, without a choice. */
  onlyTable() {
    this.showTable(true);
    if (this.toggle) this.toggle.hidden = true;
  }

  fail(fault) {
    console.error(fault);
    this.onlyTable();
    const note = document.createElement("p");
    note.textContent = this.plot.dataset.failed;
    this.element.querySelector(".figure-notes").prepend(note);
  }
}

const figures = new Map();
const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    figures.get(target).load();
  }
}, { rootMargin: "200px" });

function watch(root) {
  for (const element of root.querySelectorAll("[data-figure]")) {
    figures.set(element, new Figure(element));
    watcher.observe(element);
  }
}

const redraw = () => figures.forEach((figure) => figure.given && !figure.plot.hidden && figure.draw());
document.addEventListener("display:change", redraw);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
document.addEventListener("htmx:load", ({ target }) => target !== document.body && watch(target));
watch(document);
