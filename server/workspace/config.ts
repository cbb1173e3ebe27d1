import type { Severity } from "../text/problem.ts";

/** The content of `dps.config.yml`; everything is optional. */
export interface Config {
  /** Names by symbol kind that live on the platform, not in this workspace. */
  readonly external: Readonly<Record<string, readonly string[]>>;
  /** Folder of sample data, relative to the root. */
  readonly sampleData: string;
  /** Sample files or folders of single datasets: `depot:collection/dataset` → path relative to the root. */
  readonly datasets: Readonly<Record<string, string>>;
  /** Paths of custom schemas. */
  readonly schemas: readonly string[];
  /** Severity by rule id, or `off`. */
  readonly rules: Readonly<Record<string, Severity | "off">>;
  /** Patterns in the style of `.gitignore`. */
  readonly exclude: readonly string[];
}

export const defaultConfig: Config = {
  external: {},
  sampleData: "sample-data",
  datasets: {},
  schemas: [],
  rules: {},
  exclude: [],
};
