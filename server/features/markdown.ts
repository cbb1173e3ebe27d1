/** A text as code within a line of Markdown, whatever it holds; a long one is cut. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const shown = line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
  const fence = "`".repeat(1 + Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length)));
  const padding = shown.startsWith("`") || shown.endsWith("`") ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

const maxLength = 200;
