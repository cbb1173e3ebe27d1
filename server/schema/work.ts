/** What one walk has left to spend. */
export interface Work {
  /** Steps left before nothing more is judged: what hostile files and schemas can cost. */
  steps: number;
}
