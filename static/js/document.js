/** Pages of text in a copy that was published as files: the language of an address, and filters of entries. */

import { goToLanguage } from "./state/languages.js";
import { startUnplaced } from "./unplaced/unplaced_page.js";
import { readFilters, writeFilters } from "./unplaced/unplaced_rows.js";

if (!goToLanguage((search) => writeFilters(readFilters(search)))) startUnplaced();
