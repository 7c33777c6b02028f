/** What waits for a click or for an idle moment: cards, dialogs, and the chart of dates. */

import { createCards } from "./cards/cards.js";
import { createCopyExports } from "./dialogs/copy_export_dialog.js";
import { createExportDialog } from "./dialogs/export_dialog.js";
import { createShareDialog } from "./dialogs/share.js";
import { createDateFilter } from "./filters/date_filter.js";

export const later = { createCards, createCopyExports, createDateFilter, createExportDialog, createShareDialog };
