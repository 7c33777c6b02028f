/** Pages of text in a copy that was published as files: the language of an address, and filters of entries. */

import { leadToLanguage } from "./languages.js";
import { startUnplaced } from "./unplacedpage.js";

if (!leadToLanguage()) startUnplaced();
