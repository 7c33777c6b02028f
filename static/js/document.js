/** Pages of text in a copy that was published as files: the language of an address, and filters of entries. */

import { goToLanguage } from "./state/languages.js";
import { keepQueryInLinks } from "./state/carried_view.js";
import { startUnplaced } from "./unplaced/unplaced_page.js";
import { joinQueries, passedOn, readFilters, writeFilters } from "./unplaced/unplaced_rows.js";

if (!goToLanguage((search) => joinQueries(passedOn(search), writeFilters(readFilters(search))))) {
  keepQueryInLinks();
  startUnplaced();
}
