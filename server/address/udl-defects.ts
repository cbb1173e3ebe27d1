import { distance } from "fastest-levenshtein";
import { nearest } from "../text/nearest.ts";
import type { OffsetRange } from "../text/range.ts";
import type { AddressProblem } from "./address.ts";

export interface Defect {
  readonly problem: AddressProblem;
  /** Depot, collection and dataset can be told all the same. */
  readonly partsArePlain: boolean;
}

/** A way in which addresses are miswritten. */
interface Mistake {
  /** Matches the wrong part. */
  readonly pattern: RegExp;
  /** What a pattern can't say about the part. */
  readonly applies?: (part: string) => boolean;
  readonly says: string;
  /** What the part should have been; undefined when that is a guess. */
  readonly replacement?: (part: string) => string | undefined;
  readonly partsArePlain?: boolean;
}

const usual = "dataos://depot:collection/dataset";

/** The first that matches is reported. */
const mistakes: readonly Mistake[] = [
  {
    pattern: /^\s+(?=dataos:)|(?<=^dataos:.*)\s+$/s,
    says: "has blanks around it; remove them",
    replacement: () => "",
  },
  {
    pattern: /^(?!dataos:\/\/)dataos(?::?[\\/]+|:(?=[\w-]+:[\w-]+\/))/i,
    says: 'does not begin with "dataos://"; write the scheme so',
    replacement: () => "dataos://",
  },
  {
    pattern: /^(?!dataos:)[A-Za-z-]{4,8}:\/\//,
    applies: (part) => distance(part.toLowerCase(), "dataos://") <= 2,
    says: 'does not begin with "dataos://"; write the scheme so',
    replacement: () => "dataos://",
  },
  {
    pattern: /^(?=[\w-]+:[\w-]+\/[\w./-]+(?:\?acl=\w+)?$)/,
    says: 'has no scheme; begin it with "dataos://"',
    replacement: () => "dataos://",
  },
  {
    pattern: /(?<=^dataos:\/\/)(?:\/*dataos:\/\/)+/i,
    says: 'repeats "dataos://"; remove one',
    replacement: () => "",
  },
  {
    pattern: /(?<=^dataos:\/\/)\/+/,
    says: 'has more than two slashes after "dataos:"; remove the others',
    replacement: () => "",
  },
  {
    pattern: /(?<=^dataos:\/\/.*)\s+/s,
    says: "holds a blank, which no address may; remove it",
    replacement: () => "",
  },
  {
    pattern: /(?<=^dataos:\/\/)(?=$|[:?])/,
    says: `names no depot; write it as "${usual}"`,
  },
  {
    pattern: /(?<=^dataos:\/\/)[\w-]+\.[\w-]+\.[\w-]+(?=$|\?)/,
    says: `has dots between its parts; write it as "${usual}"`,
    replacement: (part) => part.replace(".", ":").replace(".", "/"),
  },
  {
    pattern: /(?<=^dataos:\/\/[\w-]*)[^\w\-:/?*]+/,
    says: "has a character that no depot's name may hold; use letters, digits, - and _",
  },
  {
    pattern: /(?<=^dataos:\/\/)[\w-]+\/+[^?]*/,
    says: `has no colon between depot and collection; write it as "${usual}"`,
    replacement: (part) => (/^[\w-]+\/[\w-]+\/[^/]/.test(part) ? part.replace("/", ":") : undefined),
  },
  {
    pattern: /(?<=^dataos:\/\/[\w-]+:[\w-]+):(?=[\w-]+(?:$|\?))/,
    says: `has a colon between collection and dataset; write it as "${usual}"`,
    replacement: () => "/",
  },
  {
    pattern: /(?<=^dataos:\/\/[\w-]+):(?=\/)/,
    says: `names no collection; write it as "${usual}"`,
  },
  {
    pattern: /(?<=^dataos:\/\/[^?]*)&(?=\w+=)/,
    says: 'has "&" where its query begins; write "?"',
    replacement: () => "?",
  },
  {
    pattern: /(?<=^dataos:\/\/[^?]*\?)\?+/,
    says: 'has more than one "?"; remove the others',
    replacement: () => "",
    partsArePlain: true,
  },
  {
    pattern: /(?<=^dataos:\/\/[^?]*\?(?:.*&)?)(?!acl=)[A-Za-z]{2,4}(?==rw?(?:&|$))/,
    applies: (part) => nearest(part, ["acl"]) !== undefined,
    says: 'asks for an access by a key that does not exist; write "acl"',
    replacement: () => "acl",
    partsArePlain: true,
  },
  {
    pattern: /(?<=^dataos:\/\/[\w-]+:[^/?]*\/)\/+/,
    says: "has two slashes between collection and dataset; remove one",
    replacement: () => "",
  },
  {
    pattern: /(?<=^dataos:\/\/[^?]*)\.+(?=$|\?)/,
    says: "has a dot at its end; remove it",
    replacement: () => "",
    partsArePlain: true,
  },
  {
    pattern: /(?<=^dataos:\/\/[^?]*\?(?:.*&)?acl=)(?!rw?(?:&|$))[^&]*/,
    says: 'asks for an access that does not exist; "acl" is "r" or "rw"',
    replacement: accessMeant,
    partsArePlain: true,
  },
];

/**
 * What is wrong with an address without placeholders; undefined for a good one and for text that does not try to be
 * one.
 */
export function findDefect(text: string): Defect | undefined {
  const found = firstMistake(text);
  if (!found) return undefined;
  const newText = repaired(text);
  return {
    problem: {
      message: `The address "${text.trim()}" ${found.mistake.says}.`,
      range: found.range.end > found.range.start ? found.range : { start: 0, end: text.length },
      ...(newText !== undefined && { fix: { title: `Change to "${newText}"`, newText } }),
    },
    partsArePlain: found.mistake.partsArePlain ?? false,
  };
}

function firstMistake(text: string): { mistake: Mistake; range: OffsetRange } | undefined {
  for (const mistake of mistakes) {
    const match = mistake.pattern.exec(text);
    if (!match || mistake.applies?.(match[0]) === false) continue;
    return { mistake, range: { start: match.index, end: match.index + match[0].length } };
  }
  return undefined;
}

/** The text with all its mistakes mended; undefined when one of them leaves a choice. */
function repaired(text: string): string | undefined {
  let newText = text;
  // Mending makes room for few new mistakes, so this ends early.
  for (let round = 0; round < mistakes.length; round++) {
    const found = firstMistake(newText);
    if (!found) return newText;
    const { start, end } = found.range;
    const replacement = found.mistake.replacement?.(newText.slice(start, end));
    if (replacement === undefined) return undefined;
    newText = newText.slice(0, start) + replacement + newText.slice(end);
  }
  return undefined;
}

function accessMeant(access: string): string | undefined {
  switch (access.toLowerCase()) {
    case "r":
    case "ro":
    case "read":
      return "r";
    case "w":
    case "rw":
    case "wr":
    case "write":
    case "readwrite":
      return "rw";
    default:
      return undefined;
  }
}
