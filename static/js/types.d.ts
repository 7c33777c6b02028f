/** Shapes of what the server sends and what the modules hand to each other. Not loaded by any page. */

export interface Word {
  code: string;
  name: string;
  meaning: string;
  standing?: boolean;
}

/** What the page says to the modules (`#webmap-config`). */
export interface Config {
  language: string;
  embed: boolean;
  urls: { schools: string; regions: Record<string, string>; unplaced: string; about: string; page: string };
  /** What can be taken away as a file; null in an embed. */
  exports: { address: string; formats: ExportFormat[] } | null;
  levels: Word[];
  statuses: Word[];
  region_levels: Word[];
  outcomes: Word[];
  cautions: Word[];
  account: { outcome: string; name: string; meaning: string; count: number; on_map: boolean }[];
  /** Levels for which the register gives a denominator. */
  counted_levels: string[];
  /** English sentence → sentence in the language of the page. */
  texts: Record<string, string>;
  notice: string | null;
  as_of: string;
  version: string;
}

/** A format of exports, with what it is for. */
export interface ExportFormat {
  code: string;
  name: string;
  meaning: string;
  /** Whether it can hold more than one table. */
  several_tables: boolean;
}

/** What a reader has chosen in the dialog of exports. */
export interface ExportChoice {
  /** A level of regions, or "schools". */
  what: string;
  format: string;
  unplaced: boolean;
  zip: boolean;
}

/** One place on the map; `lat` and `lon` in degrees (EPSG:4326). */
export interface School {
  key: string;
  lat: number;
  lon: number;
  name: string;
  name_en: string | null;
  level: string;
  status: string;
  disputed: boolean;
  sido: string;
  sigungu: string;
  office: string;
  /** ISO date. */
  first_reported: string | null;
  last_reported: string | null;
  reports: number;
  sources: string[];
  outcome: "matched" | "approximate";
  /** Metres. */
  radius_m: number | null;
  address: string;
  /** Names in the form that a search compares. */
  folded: string[];
}

export interface Region {
  code: string;
  name: string;
  /** Code of the province it lies in. */
  sido: string;
  /** Codes of what an office of education covers. */
  sigungu?: string[];
  /** Existing schools by level. */
  register: Record<string, number | null>;
  cautions: { code: string; text: string }[];
}

/** No level means every level; no status means the standing ones. */
export interface Filters {
  level: string[];
  status: string[];
  sido: string[];
  sigungu: string[];
  office: string[];
  /** ISO date, inclusive, or empty. */
  from: string;
  /** ISO date, inclusive, or empty. */
  to: string;
  q: string;
}

export interface MapView {
  zoom: number;
  lat: number;
  lon: number;
}

export interface State extends Filters {
  by: string;
  show: string;
  school: string;
  /** `<level>:<code>`, or empty. */
  region: string;
  lang: string;
  at: MapView | null;
}

export interface Summary {
  schools: number;
  levels: Record<string, number>;
  statuses: Record<string, number>;
  reports: number;
  first: string | null;
  last: string | null;
}
