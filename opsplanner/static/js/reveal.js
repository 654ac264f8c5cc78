// What is of no use without scripts is in the page, hidden, until they run.
export function reveal(root) {
  for (const element of root.querySelectorAll(".js-only[hidden]")) element.hidden = false;
}
