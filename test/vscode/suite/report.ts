/** What a suite leaves behind for whoever started it. */
export interface TestReport {
  readonly title: string;
  readonly milliseconds: number;
  /** Why it failed. */
  readonly error?: string;
}
