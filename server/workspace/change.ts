/** What an update of a workspace did. */
export interface Change {
  /** Files whose text changed, appeared or vanished, and code that counts from now on, or no longer. */
  readonly files: ReadonlySet<string>;
  /** Questions whose answers changed; see `question.ts`. */
  readonly questions: ReadonlySet<string>;
  /** The configuration or an ignore file changed, so the workspace must be opened anew. */
  readonly reopen: boolean;
}

export const noChange: Change = { files: new Set(), questions: new Set(), reopen: false };

/** Several changes as one, for those who check again once after all of them. */
export function mergeChanges(changes: readonly Change[]): Change {
  return {
    files: new Set(changes.flatMap(({ files }) => [...files])),
    questions: new Set(changes.flatMap(({ questions }) => [...questions])),
    reopen: changes.some(({ reopen }) => reopen),
  };
}
