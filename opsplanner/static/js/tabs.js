// On a narrow screen a row of tabs is longer than the screen: the one that is open is brought into view.
export function enhanceTabs(root) {
  for (const row of root.querySelectorAll(".tabs ul, .bar-nav ul")) {
    const open = row.querySelector("[aria-current]");
    if (!open || row.scrollWidth <= row.clientWidth) continue;
    const tab = open.getBoundingClientRect();
    const seen = row.getBoundingClientRect();
    row.scrollLeft += (tab.left + tab.right - seen.left - seen.right) / 2;
  }
}
