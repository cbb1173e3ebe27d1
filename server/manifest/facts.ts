import type { Schemas } from "../schema/schemas.ts";
import { walk } from "../schema/walk.ts";
import type { Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import { parseYaml } from "../yaml/parse.ts";
import { scalarText } from "../yaml/scalar.ts";
import { get, isMap, items, isSequence, located, rangeOf, textOf, type YamlNode } from "../yaml/tree.ts";
import { readAnnotation } from "./annotations.ts";
import { readBody } from "./body.ts";
import { Findings } from "./findings.ts";
import { placeOfAll } from "./place.ts";
import { declaresKind, kindOf, mayBeOurs } from "./kind.ts";
import type { Manifest, PlainSecret } from "./model.ts";
import { secretsByShape } from "./plain-secrets.ts";

/**
 * What is known of one file: plain data, and for error-free text a function of the text alone. Nothing is said
 * of a file that holds none of our manifests, not even that its YAML is wrong, unless it is no text at all.
 */
export interface FileFacts {
  /** In the order of the text; manifests inside another one (`nested`) follow it. */
  readonly manifests: readonly Manifest[];
  /** Problems of the text itself, such as YAML syntax. */
  readonly problems: readonly Problem[];
  /** The YAML has errors: what was lost with them is not known. */
  readonly broken: boolean;
  /**
   * All that is known of the manifests holds, but for the lines typed last. False for text that is broken
   * elsewhere: what its manifests lack may be there, and only the problems of the text are worth reporting.
   */
  readonly reliable: boolean;
}

export interface FactsOptions {
  readonly schemas: Schemas;
  /** The part of the text that was typed last, which helps to read it while it is half written. */
  readonly edited?: OffsetRange;
}

export const noFacts: FileFacts = { manifests: [], problems: [], broken: false, reliable: true };

/** Derives the facts of a file's text. Never throws, whatever the text. */
export function deriveFacts(text: string, { schemas, edited }: FactsOptions): FileFacts {
  const binary = text.includes("\0");
  if (!binary && !mayBeOurs(text)) return noFacts;
  const { documents, problems, broken, recovered } = parseYaml(text, { edited });
  const reliable = !broken || recovered;
  const manifests = documents.flatMap(({ root, range }) => {
    const source: Source = { text, schemas, reliable, nested: new Map() };
    if (!root || !isSequence(root)) return deriveManifests(root, range, source);
    // A list of resources is one more way of writing several documents.
    return items(root).flatMap((item) => deriveManifests(item, rangeOf(item), source));
  });
  const ours = manifests.length > 0 || (broken && declaresKind(text, schemas));
  // Whether a file in which nothing can be read should be a manifest can't be known.
  const unknown = binary ? problems.map((problem): Problem => ({ ...problem, severity: "hint" })) : [];
  return { manifests, problems: ours ? problems : unknown, broken, reliable };
}

/** What the manifests of a document have in common. */
interface Source {
  readonly text: string;
  readonly schemas: Schemas;
  readonly reliable: boolean;
  /** Manifests inside others by node: each is read once, though aliases may repeat it, even inside itself. */
  readonly nested: Map<YamlNode, Manifest | undefined>;
}

/** The manifest at a node and those inside it; none when it is not ours. */
function deriveManifests(
  root: YamlNode | undefined,
  range: OffsetRange,
  source: Source,
): readonly Manifest[] {
  const { text, schemas, nested } = source;
  const kind = kindOf(root, schemas);
  if (!root || !kind) return [];
  const inner: Manifest[] = [];
  const isOutermost = nested.size === 0;
  const findings = new Findings(text);
  const { problems, annotations } = walk(root, kind.schemaFile, schemas, text);
  defineItself(kind.kind, root, findings);
  for (const annotation of annotations) readAnnotation(annotation, findings);
  nested.set(root, undefined);
  const body = readBody(kind.kind, root, {
    findings,
    nested(node) {
      if (!node || !isMap(node)) return undefined;
      if (nested.has(node)) return nested.get(node);
      const [manifest, ...deeper] = deriveManifests(node, rangeOf(node), source);
      if (!manifest) return undefined;
      const marked = { ...manifest, nested: true };
      nested.set(node, marked);
      inner.push(marked, ...deeper);
      return marked;
    },
  });
  return [
    {
      kind: kind.kind,
      range,
      name: located(get(root, "name")),
      version: located(get(root, "version")),
      workspace: located(get(root, "workspace")),
      description: textOf(get(root, "description")),
      definitions: findings.definitions,
      references: findings.references,
      paths: findings.paths,
      sqls: findings.sqls,
      secrets: isOutermost ? allSecrets(findings.secrets, inner, text, range) : findings.secrets,
      // Most of what seems wrong in broken text only follows from what broke it.
      problems: source.reliable ? [...problems, ...findings.problems] : [],
      body,
    },
    ...inner,
  ];
}

/** The secrets that the schema names and, once each, those in the document's text that no manifest in it names. */
function allSecrets(
  named: readonly PlainSecret[],
  inner: readonly Manifest[],
  text: string,
  range: OffsetRange,
): readonly PlainSecret[] {
  const known = [...named, ...inner.flatMap(({ secrets }) => secrets ?? [])];
  const others = secretsByShape(text, range).filter(
    ({ start, end }) => !known.some((secret) => secret.start < end && start < secret.end),
  );
  return [...named, ...others].toSorted((one, other) => one.start - other.start);
}

/** Every resource and product defines its own name, whether or not its kind has a schema. */
function defineItself(kind: string, root: YamlNode, findings: Findings): void {
  const name = scalarText(get(root, "name"), findings.text);
  if (!name || name.value === "" || kind.startsWith("lens-")) return;
  const version = textOf(get(root, "version"));
  const workspace = textOf(get(root, "workspace"));
  findings.define({
    symbol: kind,
    name: name.value,
    range: placeOfAll(name),
    ...(version !== undefined && { version }),
    ...(workspace !== undefined && { workspace }),
  });
}
