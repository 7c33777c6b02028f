/** What waits for a click or for an idle moment: cards, dialogs, lists of regions, the chart of dates, the ground near in, and help with the search. */

import { createCards } from "./cards/cards.js";
import { createCopyExports } from "./dialogs/copy_export_dialog.js";
import { createExportDialog } from "./dialogs/export_dialog.js";
import { createShareDialog } from "./dialogs/share.js";
import { createDateFilter } from "./filters/date_filter.js";
import { createPlaceFilter } from "./filters/place_filter.js";
import { createSearchHelp } from "./filters/search_help.js";
import { changeName, createChangeSummary } from "./list/change_summary.js";
import { offerCopying } from "./list/copy_table.js";
import { createGround } from "./map/ground/ground.js";
import { createChangeMarks } from "./page/change_marks.js";

export const later = {
  changeName, createCards, createChangeMarks, createChangeSummary, createCopyExports, createDateFilter, createExportDialog, createGround,
  createPlaceFilter, createSearchHelp, createShareDialog, offerCopying,
};
