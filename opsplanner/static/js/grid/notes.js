// A note of the reviewer is answered in place: what is being typed elsewhere on the page stays. Without this script the answer goes
// with the cells, and the page comes anew.
import { asAct } from "./line.js";

/** Sends the answers typed and shows the notes that are left; gives what the page then says, null when nothing was heard of it. */
export async function answerInPlace(form, button) {
  const sent = asAct(form, button);
  for (const { name, type, value, checked } of form.elements) {
    if (/^(answer|sure)-/.test(name) && (type !== "checkbox" || checked)) sent.append(name, value);
  }
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent) }).catch(() => null);
  if (!answer) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("[data-fix]")) return null;
  const [old, left] = [document.getElementById("notes"), page.getElementById("notes")];
  if (left) old.replaceWith(document.importNode(left, true));
  else old.remove();
  return (page.querySelector(".error-summary p") ?? page.querySelector(".flashes"))?.textContent.trim() ?? "";
}
