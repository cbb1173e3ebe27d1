/** 0: done, nothing at or above the threshold. 1: something was found or failed. 2: it could not be done. */
export type ExitStatus = 0 | 1 | 2;

/** The command can't be done as asked; the message is one line for stderr. */
export class UsageError extends Error {}
