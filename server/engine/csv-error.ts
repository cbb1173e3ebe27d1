/** What DuckDB says of a CSV file that it can't read, in one sentence; undefined for other messages. */
export function describeCsvError(message: string): string | undefined {
  if (message.startsWith("Error when sniffing file"))
    return "It is no CSV file: no delimiter splits its lines into equally many values.";
  const line = /^CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (line === undefined) return undefined;
  if (message.includes("not utf-8 encoded")) return `Line ${line} is not UTF-8; save the file as UTF-8.`;
  if (message.includes("unterminated quote")) return `The quote that opens on line ${line} is never closed.`;
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message) ?? [];
  if (expected !== undefined) return `Line ${line} has ${found} values, and the header has ${expected}.`;
  const [, column, value, type] =
    /Error when converting column "(.*)"\. Could not convert string "(.*)" to '(.*)'/.exec(message) ?? [];
  if (column !== undefined)
    return `On line ${line} the value "${value}" of the column "${column}" is no ${type}.`;
  return `Line ${line} can't be read.`;
}
