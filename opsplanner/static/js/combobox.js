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

function options(list) {
  const nothing = list.dataset.combobox;
  return {
    maxOptions: null,
    allowEmptyOption: true,
    hideSelected: list.multiple,
    render: { no_results: (_data, escape) => `<div class="no-results">${escape(nothing)}</div>` },
    onItemAdd() {
      this.setTextboxValue("");
      if (list.multiple) this.refreshOptions();
    },
  };
}

export async function enhanceLongLists(root) {
  const lists = root.querySelectorAll("select[data-combobox]");
  if (!lists.length) return;
  const TomSelect = await library();
  for (const list of lists) {
    new TomSelect(list, options(list));
    list.setAttribute("aria-hidden", "true"); // its label now belongs to the search box
  }
}
