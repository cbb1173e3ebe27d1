import type { Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { resolveAliases } from "./aliases.ts";
import { compose, type Composition } from "./compose.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import { lostCharacters, maxDepth, maxProblems, unreadable } from "./limits.ts";
import { recover } from "./recover.ts";
import { firstOfEachLine, syntaxProblems } from "./syntax-problems.ts";
import { isScalar, type YamlNode } from "./tree.ts";

/** What a text says as YAML, and what is wrong with it as YAML. */
export interface YamlFile {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly Problem[];
  /** The text breaks YAML's grammar, so that the documents are what could be saved of it. */
  readonly broken: boolean;
  /** Broken in the lines typed last and nowhere else: without them the documents are whole. */
  readonly recovered: boolean;
}

export interface YamlDocument {
  /** Undefined for a document of nothing but blanks and comments. */
  readonly root: YamlNode | undefined;
  /** From its `---` to the next one: the documents of a file lie side by side and cover it. */
  readonly range: OffsetRange;
}

export interface ParseOptions {
  /** What was typed last: when the text is broken, the rest is read as if those lines were unfinished. */
  readonly edited?: OffsetRange;
}

/** Reads a text of one or several documents. Never throws and takes time linear in the text, whatever it holds. */
export function parseYaml(text: string, options: ParseOptions = {}): YamlFile {
  const refused = unreadable(text);
  if (refused) return unread(text, refused);
  const plain = compose(text);
  if (plain.tooDeepAt !== undefined) return unread(text, excessiveNesting(plain.tooDeepAt));
  const aliasProblems = resolved(plain, text);
  const broken = plain.errors.length > 0;
  const saved = broken && options.edited ? recover(text, options.edited, plain) : plain;
  if (saved !== plain) resolved(saved, text);
  const syntax = firstOfEachLine([...aliasProblems, ...syntaxProblems(plain, text)], text).slice(
    0,
    maxProblems,
  );
  // Beyond a mistake in the grammar maps may hold keys that belong elsewhere.
  const certain = broken ? (syntax[0]?.range.start ?? 0) : text.length;
  const problems = [...syntax, ...duplicateKeys(rootsOf(plain), text, certain), ...lostCharacters(text)];
  const recovered = broken && saved.errors.length === 0;
  return { text, documents: documentsOf(saved, text), problems, broken, recovered };
}

function unread(text: string, problem: Problem): YamlFile {
  return { text, documents: [], problems: [problem], broken: true, recovered: false };
}

function documentsOf({ documents }: Composition, text: string): readonly YamlDocument[] {
  return documents.map(({ contents, range }, index) => ({
    root: isBlank(contents) ? undefined : (contents as YamlNode),
    range: { start: index === 0 ? 0 : range[0], end: documents[index + 1]?.range[0] ?? text.length },
  }));
}

function isBlank(contents: unknown): boolean {
  const node = contents as YamlNode | null;
  return node === null || (isScalar(node) && node.value === null && node.range[0] === node.range[1]);
}

function rootsOf({ documents }: Composition): readonly YamlNode[] {
  return documents.flatMap(({ contents }) => (contents ? [contents as YamlNode] : []));
}

function resolved(composition: Composition, text: string): readonly Problem[] {
  return composition.mayHaveAlias ? rootsOf(composition).flatMap((root) => resolveAliases(root, text)) : [];
}

function excessiveNesting(offset: number): Problem {
  return {
    rule: "excessive-nesting",
    severity: "error",
    message: `This file nests deeper than ${maxDepth} levels, so it is not read; make it flatter.`,
    range: { start: offset, end: offset + 1 },
  };
}
