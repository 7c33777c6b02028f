/** Types of the server's data and of the values passed between modules. Not loaded by any page. */

/** South-west and north-east corner, each as latitude and longitude in degrees (EPSG:4326). */
export type Bounds = [[number, number], [number, number]];

export interface Word {
  code: string;
  name: string;
  meaning: string;
}

/** What a page loads once it can be used. */
export type Later = typeof import("./later.js").later;

/** A column of the region table; `kind` says what it states of a region. */
export interface RegionColumn {
  code: string;
  kind: "region" | "schools" | "status" | "share" | "existing" | "rate";
  label: string;
  title: string;
}

/** A filter, as the server declares it. */
export interface FilterEntry {
  name: keyof Filters;
  kind: "terms" | "regions" | "first_day" | "last_day" | "lists" | "text";
  /** The column of a school that it filters. */
  column: string;
  /** The terms of the filter, and those that apply where nothing is chosen (empty: all). */
  terms: Word[];
  usual: string[];
  /** Heading and remark of its boxes. */
  label: string;
  hint: string;
}

/** One and several with their number (`%(n)s`), and all of them. */
export interface Noun {
  one: string;
  many: string;
  plural: string;
}

/** The embed options of a host: the values of each (its default first), and the bounds of the height (px). */
export interface EmbedOptions {
  choices: Record<string, string[]>;
  height: { least: number; most: number; usual: number };
}

/** What only cards and dialogs need, and what comes with their scripts (`webmap/web/map/later_words.py`). */
export interface LaterConfig {
  outcomes: Word[];
  /** How a row can have been placed. */
  rules: Word[];
  /** The precision of an online geocoder's point, by code. */
  precisions: Record<string, string>;
  /** Names of the online geocoders in the data, by code. */
  providers: Record<string, string>;
  /** Titles of lists by their short names, as which they stand among a school's sources. */
  list_titles: Record<string, string>;
  /** Codes of the cautions of sigungu that have any. */
  noted: Record<string, string[]>;
  /** Formats of exports. */
  formats: ExportFormat[];
  /** By number, the codes of each level of regions in the order of short codes. */
  code_orders: Record<string, Record<string, string[]>>;
  /** As `unplaced`, by the day that is stated. */
  unplaced_by_day: UnplacedGroup[];
  /** As `texts` of the page, of the scripts that come later. */
  later_texts: Record<string, string>;
}

/** The page's settings for the modules (`#webmap-config`); those of `LaterConfig` once that has arrived. */
export interface Config extends LaterConfig {
  language: string;
  embed: boolean;
  embed_options: EmbedOptions;
  /** In a file of its own: the query of its view. */
  file: { query: string } | null;
  /** In a copy that was published as files: the query of its part, empty where it contains everything. */
  copy: { query: string } | null;
  /** For each language where page and embed are, and the parameter `lang` that they need there. */
  languages: Record<string, { page: string; embed: string; lang: string }>;
  /** Whether any other site may frame the embed. */
  embeddable: boolean;
  /** The map's public address, without a slash at its end; empty where the operator states none. */
  base: string;
  /** The operator's tiles, where the page may show any; `attribution` is markup that the server has made. */
  tiles: { template: string; subdomains: string[]; max_zoom: number; attribution: string } | null;
  urls: { schools: string; details: string; register: string; changes: string; words: string; regions: Record<string, string>; pieces: string; unplaced: string; about: string; root: string; page: string; file: string; height: string };
  /** The exports on offer; null in an embed. `formats`: of a copy, those that it keeps. */
  exports: { address: string; formats?: ExportFormat[]; older: OlderSnapshot[]; kept?: KeptPlace[] } | null;
  filters: FilterEntry[];
  /** Properties of the provinces by code, as their file has them; null where the page has that file inside. */
  provinces: { levels: string[]; regions: Record<string, any> } | null;
  region_levels: Word[];
  /** Columns of the region table that this reader may see in some view (`webmap/web/pages/region_columns.py`). */
  region_columns: RegionColumn[];
  cautions: Word[];
  /** Where errors are reported (empty: nowhere), and the version to name there. */
  report: { url: string; version: string };
  matching_url: string;
  corrections_url: string;
  /** Pages of corrections that are closed: how many, of how many numbers, and what stands around a page's number in its address. */
  corrections_pages: { closed: number; size: number; before: string; after: string };
  /** Numbers of entries that are not on the map, without their days. */
  unplaced: UnplacedGroup[];
  /** Facts of the whole map, where this page has only a part: how many levels, and the statuses that stand. */
  whole: { levels: number; standing: string[] };
  /** Of each level: its schools in a sentence. */
  nouns: Record<string, Noun>;
  /** Of each status: that it is shown alone. */
  alone: Record<string, string>;
  /** Levels for which the register gives a denominator. */
  counted_levels: string[];
  /** `longest`: characters of a search; `short_endings`: endings of official names and how people say them. */
  search: { longest: number; short_endings: [string, string][] };
  /** Parameters that other sites add to an address to follow its readers; `*` at the end stands for any ending. */
  tracking: string[];
  /** English sentence → sentence in the language of the page. */
  texts: Record<string, string>;
  notice: string | null;
  as_of: string;
  /** Version of the data that the page was made for. */
  data_version: string;
}

/** A format of exports, with what it is for. */
export interface ExportFormat {
  code: string;
  name: string;
  meaning: string;
  /** Whether it can contain more than one table. */
  several_tables: boolean;
  /** Whether it shows the map with its colours. */
  draws_map: boolean;
}

/** Exports that lie ready in a copy: of a province, or (empty code) of the whole copy. */
export interface KeptPlace {
  code: string;
  name: string;
  /** `name`: name of the saved file, without its suffix. */
  views: { code: string; formats: string[]; name: string }[];
}

export type KeptExports = { address: string; formats: ExportFormat[]; kept: KeptPlace[] };

/** Level, status, provinces (codes with commas), day (empty where none is stated) and number of the entries off the map that are alike in these. */
export type UnplacedGroup = [string, string, string, string, number];

/** An entry of a list that is not on the map. */
export interface UnplacedEntry {
  outcome: string;
  /** `none` where none is stated. */
  level: string;
  status: string;
  /** Codes of its provinces, with commas; `none` where none is known. */
  sido: string;
  /** ISO date, empty where none is stated. */
  date: string;
  file: string;
  row: number;
  query: string;
  withheld: boolean;
  region: string;
  reason: string;
  /** Name and address. */
  candidates: [string, string][];
}

/** An older snapshot that can be compared with the current one. */
export interface OlderSnapshot {
  version: string;
  /** ISO date. */
  as_of: string;
}

/** Changes in a period: keys of schools by kind; without an older snapshot (`base`) only new ones are known. */
export interface Period {
  since: string;
  base: string | null;
  new: string[];
  confirmed?: string[];
  refuted?: string[];
  withdrawn?: string[];
}

/** A reader's choice in the export dialog. */
export interface ExportChoice {
  /** A level of regions, or "schools". */
  what: string;
  format: string;
  unplaced: boolean;
  zip: boolean;
  /** Version of an older snapshot, or empty. */
  compare: string;
  /** Whether the format shows the map. */
  map: boolean;
}

/** One place on the map; `lat` and `lon` in degrees (EPSG:4326). */
export interface School extends Partial<SchoolDetails> {
  key: string;
  lat: number;
  lon: number;
  name: string;
  level: string;
  status: string;
  sido: string;
  sigungu: string;
  office: string;
  /** ISO date. */
  first_reported: string | null;
  last_reported: string | null;
  /** Codes of the lists that name it, sorted; none where there are no lists to choose between. */
  lists: string[];
  reports: number;
  outcome: "matched" | "approximate";
  /** Metres. */
  radius_m: number | null;
}

/** A school of the register, as the search knows it. */
export interface RegisterSchool {
  name: string;
  level: string;
  sigungu: string;
  sido: string;
  /** Name of its sigungu. */
  place: string;
  /** Entries off the map that may mean it: typed text, stated region, file, row. */
  naming: [string, string, string, number][];
  /** Its `searchText`. */
  text: string;
}

/** Details of a school, loaded after the map (`data.details()`). */
export interface SchoolDetails {
  id: string;
  name_en: string | null;
  address: string;
  disputed: boolean;
  sources: string[];
  /** Lists that name it, and the fewest and most origins behind them; none for a school of one list. */
  origins?: [lists: number, low: number, high: number];
  /** Online geocoder of the point, empty where it is the register's, and the precision of its point. */
  provider: string;
  precision: string;
  /** Codes of the rules by which its rows were placed. */
  rules: string[];
  decisions?: string[];
  /** Day and number of each correction. */
  corrections?: [string, number][];
}

export interface Region {
  code: string;
  /** In the language of the page. */
  name: string;
  /** Also in the others, so that it can be searched in either. */
  name_ko?: string;
  name_en?: string;
  /** Of an office of education: its name without province and kind. */
  short?: string;
  /** Code of the province it lies in. */
  sido: string;
  /** Codes of the sigungu of an office of education. */
  sigungu?: string[];
  /** Existing schools by level. */
  register: Record<string, number | null>;
  cautions: { code: string; text: string }[];
  /** Longitude and latitude of a point well inside. */
  label: [number, number];
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
  /** Codes of lists, and `only:` before sets of them (`figures/named_lists.js`). */
  lists: string[];
  q: string;
}

/** Filters that take several values. */
export type ListFilter = { [Name in keyof Filters]: Filters[Name] extends string[] ? Name : never }[keyof Filters];

export interface MapView {
  zoom: number;
  lat: number;
  lon: number;
}

export interface State extends Filters {
  by: string;
  show: string;
  /** `quantile` or `natural`. */
  classes: string;
  /** `on` or `off`. */
  points: string;
  /** The period whose changes are marked: days, `edition`, or empty. */
  since: string;
  school: string;
  /** `<level>:<code>`, or empty. */
  region: string;
  lang: string;
  /** Folded panels (`state/folds.js`), or empty where the screen decides. */
  fold: string;
  at: MapView | null;
  /** The embed options in the address. */
  options: Record<string, string>;
}

export interface Summary {
  schools: number;
  levels: Record<string, number>;
  statuses: Record<string, number>;
  reports: number;
  first: string | null;
  last: string | null;
}
