// What every page gets when scripts run. Each part finds its own elements under the root it is given, so that
// fragments fetched later are served too.
import { enhanceCopy } from "./copy.js";
import { enhanceForms } from "./forms.js";
import { enhanceLongLists } from "./combobox.js";
import { enhanceKeys } from "./keys.js";
import { enhanceMatrix } from "./matrix.js";
import { enhanceMenus } from "./menus.js";
import { enhancePalette } from "./palette.js";
import { reveal } from "./reveal.js";
import { enhanceSelection } from "./selection.js";
import { enhanceSending } from "./sending.js";
import { enhanceTabs } from "./tabs.js";
import { enhanceUpload } from "./upload.js";

const parts = [reveal, enhanceCopy, enhanceForms, enhanceLongLists, enhanceMatrix, enhanceSelection, enhanceTabs, enhanceUpload, enhanceSending];
const enhance = (root) => parts.forEach((part) => part(root));

enhanceKeys();
enhanceMenus();
enhancePalette();
enhance(document);
document.addEventListener("htmx:load", ({ target }) => target !== document.body && enhance(target));
