import type { SymbolKind } from "../manifest/symbols.ts";

/**
 * Questions that the check of a file asks of the rest of the workspace, as strings. A change of the workspace
 * is the set of questions whose answers it changes, so what must be checked again is found by look-up.
 */
export const question = {
  /** Which files define the symbol, and how often. */
  definitions: (key: string) => `definitions\n${key}`,
  /** What stands in its definitions, and where. */
  definitionDetails: (key: string) => `definition-details\n${key}`,
  /** Which files mention the symbol, and how often. */
  references: (key: string) => `references\n${key}`,
  /** What stands in the references to it, and where. */
  referenceDetails: (key: string) => `reference-details\n${key}`,
  /** The names that are defined of a kind. */
  names: (symbol: SymbolKind, model: string) => `names\n${symbol}\n${model}`,
  /** The names that are mentioned of a kind. */
  mentions: (symbol: SymbolKind, model: string) => `mentions\n${symbol}\n${model}`,
  /** The manifests of a file. */
  content: (file: string) => `content\n${file}`,
  /** Whether there is such a file or folder. */
  existence: (path: string) => `existence\n${path}`,
  /** The paths of all files. */
  paths: "paths",
};
