// Rebuilds opsplanner/static/vendor from the pinned npm packages: `npm ci && npm run build` in this folder.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";
import { quantize } from "topojson-client";
import { filter, presimplify, simplify } from "topojson-simplify";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const vendor = join(here, "../../opsplanner/static/vendor");
const OUTLINES = ["countries", "land", "coastlines"]; // no rivers, lakes or provinces on our maps
const SMALLEST = 1e-4; // square degrees: a bend smaller than this is not seen even when a region fills the screen
const GRID = 20_000; // steps across the world

const read = (...path) => readFileSync(join(modules, ...path), "utf8");
const manifestOf = (name) => JSON.parse(read(name, "package.json"));

function write(path, content) {
  const target = join(vendor, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}

function licenceOf(name) {
  const file = readdirSync(join(modules, name)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  return file ? read(name, file) : `${name}: ${manifestOf(name).license} (no licence file in the package)\n`;
}

function buildBootstrap() {
  const options = { style: "compressed", loadPaths: [modules], quietDeps: true, silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"] };
  const { css } = sass.compile(join(here, "bootstrap.scss"), options);
  const banner = `/*! Bootstrap ${manifestOf("bootstrap").version} (reset, grid, utilities) | MIT | getbootstrap.com */\n`;
  write("bootstrap/bootstrap.css", banner + css + "\n");
  write("bootstrap/bootstrap.rtl.css", banner + rtlcss.process(css) + "\n");
  write("bootstrap/LICENSE", licenceOf("bootstrap"));
}

function copyHtmx() {
  write("htmx/htmx.min.js", read("htmx.org/dist/htmx.min.js"));
  write("htmx/LICENSE", licenceOf("htmx.org"));
}

function copyTomSelect() {
  const unmapped = (text) => text.replace(/\/[/*]# sourceMappingURL=\S+( \*\/)?\s*$/, "");
  write("tom-select/tom-select.base.min.js", unmapped(read("tom-select/dist/js/tom-select.base.min.js")));
  write("tom-select/LICENSE", licenceOf("tom-select"));
}

/** The names of the packages whose code ended up in a bundle. */
function packagesIn(metafile) {
  const scripts = Object.keys(metafile.inputs).filter((path) => !path.endsWith(".css"));
  const names = scripts.map((path) => path.match(/.*node_modules\/((@[^/]+\/)?[^/]+)/)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

/** Bold words in a chart are written as a style attribute, which our content policy refuses: set it as a property instead. */
const styleAsProperty = {
  name: "style-as-property",
  setup({ onLoad }) {
    onLoad({ filter: /svg_text_utils\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const contents = source
        .replace("if(nodeSpec.style) nodeAttrs.style = nodeSpec.style;", "")
        .replace("var newNode = document.createElementNS(xmlnsNamespaces.svg, nodeType);", "$& if(nodeSpec.style) newNode.style.cssText = nodeSpec.style;");
      if (contents.length <= source.length || contents.includes("nodeAttrs.style")) throw new Error("svg_text_utils.js has changed");
      return { contents };
    });
  },
};

async function buildPlotly() {
  const { metafile, outputFiles } = await esbuild.build({
    entryPoints: [join(here, "plotly.cjs")],
    nodePaths: [modules], bundle: true, minify: true, write: false, metafile: true,
    format: "iife", globalName: "Plotly", target: "es2018", legalComments: "none",
    loader: { ".css": "empty" }, plugins: [styleAsProperty], alias: { stream: "stream-browserify" }, define: { global: "window", "define.amd": "false" },
  });
  const { version } = manifestOf("plotly.js");
  write("plotly/plotly.min.js", `/*! plotly.js ${version}, custom bundle, one line changed | MIT | licences of its parts: LICENSES.txt */\n${outputFiles[0].text}`);
  write("plotly/plotly-locale-fr.js", read("plotly.js/dist/plotly-locale-fr.js"));
  write("plotly/plotly.css", plotlyStyles());
  const licences = packagesIn(metafile).map((name) => `== ${name} ${manifestOf(name).version} ==\n\n${licenceOf(name)}`);
  write("plotly/LICENSES.txt", licences.join("\n\n"));
}

/** plotly.js writes its rules into a <style>, which our content policy forbids: the same rules as a file. */
function plotlyStyles() {
  const source = read("plotly.js/build/plotcss.js");
  const rules = new Function(`return ${source.match(/var rules = (\{[\s\S]*?\n\});/)[1]}`)();
  const scoped = (selector) => selector.replace(/X/g, ".js-plotly-plot .plotly").replace(/Y/g, ".plotly-notifier");
  return Object.entries(rules).map(([selector, body]) => `${scoped(selector)} { ${body} }`).join("\n") + "\n";
}

/** Country outlines (United Nations and Natural Earth), taken out of the script that would overwrite window.Plotly. */
function extractTopojson() {
  const assets = { exports: {} };
  new Function("module", "exports", "window", read("plotly.js/dist/plotly-geo-assets.js"))(assets, assets.exports, {});
  const { world_50m: world } = assets.exports.topojson;
  const objects = Object.fromEntries(OUTLINES.map((name) => [name, world.objects[name]]));
  write("topojson/world_50m.json", JSON.stringify(quantize(filter(simplify(presimplify({ ...world, objects }), SMALLEST)), GRID)));
  write("topojson/LICENSE", licenceOf("plotly.js"));
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Notes what stands in the folder, with its hash. */
function writeManifest() {
  const sources = { bootstrap: "bootstrap", htmx: "htmx.org", "tom-select": "tom-select", plotly: "plotly.js", topojson: "plotly.js" };
  const parts = Object.entries(sources).map(([folder, name]) => {
    const { version, license } = manifestOf(name);
    const files = {};
    for (const file of readdirSync(join(vendor, folder)).sort()) {
      const bytes = readFileSync(join(vendor, folder, file));
      files[file] = sha256(bytes);
    }
    return { folder, package: name, version, licence: license, files };
  });
  write("manifest.json", JSON.stringify(parts, null, 2) + "\n");
}

rmSync(vendor, { recursive: true, force: true });
buildBootstrap();
copyHtmx();
copyTomSelect();
await buildPlotly();
extractTopojson();
writeManifest();
