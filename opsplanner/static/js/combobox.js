// Long lists (190 Members, units, codes) get a search; the library is fetched only by pages that have one.
const LIBRARY = new URL("../vendor/tom-select/tom-select.base.min.js", import.meta.url);
let fetched;

function library() {
  fetched ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = LIBRARY;
    script.onload = () => resolve(window.TomSelect);
    script.onerror = reject;
    document.head.append(script);
  });
  return fetched;
}

export async function enhanceLongLists(root) {
  const lists = root.querySelectorAll("select[data-combobox]");
  if (!lists.length) return;
  const TomSelect = await library();
  for (const list of lists) {
    const nothing = list.dataset.combobox;
    const said = (_data, escape) => `<div class="no-results">${escape(nothing)}</div>`;
    new TomSelect(list, { maxOptions: null, allowEmptyOption: true, hideSelected: list.multiple, render: { no_results: said } });
  }
}
