import { styleText } from "node:util";
import type { Writable } from "node:stream";

/** Where a command writes and what it may assume of it; tests pass streams of their own. */
export interface Terminal {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly cwd: string;
}

/** Something that the user should know beside the result, or why there is none: one line. */
export function note(message: string, { stderr }: Pick<Terminal, "stderr">): void {
  stderr.write(`dps: ${message.replaceAll(/\s*\n\s*/g, " ")}\n`);
}

export type Style = Parameters<typeof styleText>[0];

export type Paint = (style: Style, text: string) => string;

/** Colours where the terminal shows them and NO_COLOR does not forbid. */
export function painter({ stdout }: Terminal): Paint {
  const stream = stdout as NodeJS.WriteStream;
  return (style, text) => styleText(style, text, { stream, validateStream: true });
}

/**
 * One line of progress that is overwritten while work goes on; silent where nobody watches.
 * @returns a function that shows a text, or takes the line away when called without
 */
export function progressLine({ stderr }: Terminal): (text?: string) => void {
  if (!stderr.isTTY) return () => undefined;
  return (text) => stderr.write(`\r\u001b[2K${text ?? ""}`);
}
