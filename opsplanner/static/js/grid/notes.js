// A note of the reviewer is answered in place: what is being typed elsewhere on the page stays. Without this script, and where the
// answer is not taken at once, the same form leads to a page of its own.

/** Sends the answer and shows the notes that are left; gives what the page then says, null when the line is broken. */
export async function answerInPlace(form) {
  const sent = { method: "POST", body: new URLSearchParams(new FormData(form)) };
  const answer = await fetch(form.action, sent).catch(() => null);
  if (!answer) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !page.querySelector("[data-fix]")) {
    form.submit();
    return "";
  }
  const [old, left] = [document.getElementById("notes"), page.getElementById("notes")];
  if (left) old.replaceWith(document.importNode(left, true));
  else old.remove();
  return page.querySelector(".flashes")?.textContent.trim() ?? "";
}
