// The buttons beside the grid: undo, redo, use a suggestion, leave a row out, keep a warning; and answers to notes. All of them
// belong to the one form of the page, so that without scripts what is typed goes with each; here every act goes by itself.
import { asAct } from "./line.js";
import { answerInPlace } from "./notes.js";

async function press(pane, grid, button, { keep, perform }) {
  const data = asAct(grid, button);
  await keep();
  await perform(data, pane.dataset.undone);
}

/** `keep` keeps what was typed, `perform` sends an act and shows its answer, `say` tells what happened. */
export function enhanceButtons(pane, grid, page) {
  grid.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const note = button?.name === "reply";
    if (button?.name && !note && !button.closest("[data-act]")) return; // answered by a new page, and what was typed goes with it
    event.preventDefault();
    if (note) {
      await page.keep();
      page.say((await answerInPlace(grid, button)) ?? pane.dataset.undone);
    } else if (button?.name) {
      await press(pane, grid, button, page);
    }
  });
  // Enter in a box presses the button beside it, not the first one of the form.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("[data-act] input")) return;
    event.preventDefault();
    event.target.closest("[data-act]").querySelector("button[type=submit]")?.click();
  });
}
