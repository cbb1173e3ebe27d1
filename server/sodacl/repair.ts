import { misspelt } from "./threshold.ts";

/**
 * The text with blanks and comparisons as the grammar wants them, quoted names untouched. Whether the result is
 * well-formed is for the parser to say.
 */
export function repair(text: string): string {
  return text
    .trim()
    .split(/("[^"]*"|`[^`]*`|\$\{[^}]*\})/)
    .map((part, index) => (index % 2 === 0 ? tidy(part) : part))
    .join("");
}

function tidy(part: string): string {
  return part
    .replace(/\s+/g, " ")
    .replace(/ ?([<>=!]+) ?/g, (_, operator: string) => ` ${misspelt[operator] ?? operator} `)
    .replace(/ ?, ?/g, ", ")
    .replace(/([([]) /g, "$1")
    .replace(/ ([)\]])/g, "$1")
    .replace(/^(\w+) \(/, (whole, name: string) => (name === "values" ? whole : `${name}(`))
    .replace(/(\bvalues in|\bexist in [^\s(]+)\(/g, "$1 (")
    .replace(/\bbetween(?=[([\d+-])/g, "between ");
}
