import { maskCharacter, maskPlaceholders } from "../template/mask.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Address, ParsedAddress } from "./address.ts";
import { findDefect } from "./udl-defects.ts";

const scheme = "dataos://";

/** Scheme, depot, `:collection`, `/dataset`, `?query`; U+E000 is a masked placeholder. */
const udl = /^dataos:\/\/([\w\ue000-]+)(?::([^/?]*))?(?:\/([^?]*))?(?:\?(.*))?$/s;

/** A usual address, in which nothing can be wrong. */
export const usual = /^dataos:\/\/[\w-]+:[\w-]+\/[\w-]+(?:\?acl=rw?)?$/;

/**
 * `dataos://depot:collection/dataset?acl=rw`; undefined for text that does not even try to be one. What holds a
 * placeholder may still become a good address, so that nothing is wrong with it.
 */
export function parseUdl(text: string): ParsedAddress | undefined {
  const masked = maskPlaceholders(text);
  const defect = masked === text && !usual.test(text) ? findDefect(text) : undefined;
  if (!defect && !masked.startsWith(scheme)) return undefined;
  const address = !defect || defect.partsArePlain ? partsOf(text, masked) : undefined;
  return { ...(address && { address }), ...(defect && { problem: defect.problem }) };
}

/** The parts that are certain: a glob names nothing, and a placeholder may hold the separator that seems missing. */
function partsOf(text: string, masked: string): Address | undefined {
  const [, depot, collection, path, query] = udl.exec(masked) ?? [];
  if (depot === undefined || (collection === undefined && depot.includes(maskCharacter))) return undefined;
  const depotRange = { start: scheme.length, end: scheme.length + depot.length };
  const collectionRange = after(depotRange, collection);
  // A slash at the end is that of a folder.
  const dataset = path?.replace(/[/.]+$/, "");
  const named = isCertain(collection, path !== undefined) ? collectionRange : undefined;
  const datasetRange = named && isCertain(dataset, true) ? after(named, dataset) : undefined;
  return {
    depot: textAt(text, depotRange),
    ...(named && { collection: textAt(text, named) }),
    ...(datasetRange && { dataset: textAt(text, datasetRange) }),
    query: query ? Object.fromEntries(new URLSearchParams(text.slice(-query.length))) : {},
    ranges: {
      depot: depotRange,
      ...(named && { collection: named }),
      ...(datasetRange && { dataset: datasetRange }),
    },
    form: "udl",
  };
}

/** Where a part stands that follows another one with one character between. */
function after({ end }: OffsetRange, part: string | undefined): OffsetRange | undefined {
  return part === undefined ? undefined : { start: end + 1, end: end + 1 + part.length };
}

/** @param isClosed something follows the part, so that a placeholder in it does not hold the separator */
function isCertain(part: string | undefined, isClosed: boolean): boolean {
  if (part === undefined || part === "" || /[*\s]/.test(part)) return false;
  return isClosed || !part.includes(maskCharacter);
}

function textAt(text: string, { start, end }: OffsetRange): string {
  return text.slice(start, end);
}
