/** A VS Code that the packaged extension is installed into, and that runs a suite against it. */
export interface Host {
  /** For the log of a test run. */
  readonly name: string;
  installExtension(vsix: string, extensionsFolder: string): void;
  runSuite(session: SuiteSession): Promise<SuiteRun>;
}

/** A folder that is opened in the host. Absolute paths. */
export interface Session {
  readonly workspace: string;
  readonly extensionsFolder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Of the extension host, beside what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Nobody has trusted the folder: it opens in Restricted Mode. */
  readonly restricted?: boolean;
  /** Everything the host writes goes here. */
  readonly folder: string;
}

export interface SuiteSession extends Session {
  /** Module that exports `run()`. */
  readonly suite: string;
  /** An extension of our own for VS Code to develop: it runs suites only with one. */
  readonly probe: string;
}

export interface SuiteRun {
  /** 0 when the suite passed. */
  readonly exitCode: number;
  /** What the extension host printed: for finding out what happened. */
  readonly log: readonly string[];
}

/** Longer than any suite needs; a host that does not answer ends here. */
export const suiteTimeoutMilliseconds = 5 * 60_000;
