import { maskCharacter, maskPlaceholders } from "../template/mask.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Address, ParsedAddress } from "./address.ts";
import { findDefect } from "./udl-defects.ts";

/** Scheme, depot, `:collection`, `/dataset`, `?query`; U+E000 is a masked placeholder. */
const udl = /^dataos:\/\/([\w\ue000-]+)(?::([^/?]*))?(?:\/([^?]*))?(?:\?(.*))?$/ds;

/**
 * `dataos://depot:collection/dataset?acl=rw`; undefined for text that does not even try to be one. What holds a
 * placeholder may still become a good address, so that nothing is wrong with it.
 */
export function parseUdl(text: string): ParsedAddress | undefined {
  const masked = maskPlaceholders(text);
  const defect = masked === text ? findDefect(text) : undefined;
  if (!defect && !masked.startsWith("dataos://")) return undefined;
  const address = !defect || defect.partsArePlain ? partsOf(text, masked) : undefined;
  return { ...(address && { address }), ...(defect && { problem: defect.problem }) };
}

/** The parts that are certain: a glob names nothing, and a placeholder may hold the separator that seems missing. */
function partsOf(text: string, masked: string): Address | undefined {
  const [, depot, collection, path, query] = udl.exec(masked)?.indices ?? [];
  if (!depot || (!collection && masked.slice(...depot).includes(maskCharacter))) return undefined;
  const collectionRange = collection && certain(masked, collection, path !== undefined);
  const datasetRange = collectionRange && path && certain(masked, withoutEnd(masked, path), true);
  return {
    depot: text.slice(...depot),
    ...(collectionRange && { collection: textAt(text, collectionRange) }),
    ...(datasetRange && { dataset: textAt(text, datasetRange) }),
    query: query ? Object.fromEntries(new URLSearchParams(text.slice(...query))) : {},
    ranges: {
      depot: { start: depot[0], end: depot[1] },
      ...(collectionRange && { collection: collectionRange }),
      ...(datasetRange && { dataset: datasetRange }),
    },
    form: "udl",
  };
}

function certain(masked: string, [start, end]: [number, number], isClosed: boolean): OffsetRange | undefined {
  const part = masked.slice(start, end);
  if (part === "" || /[*\s]/.test(part) || (!isClosed && part.includes(maskCharacter))) return undefined;
  return { start, end };
}

/** A slash at the end is that of a folder. */
function withoutEnd(masked: string, [start, end]: [number, number]): [number, number] {
  return [start, start + masked.slice(start, end).replace(/[/.]+$/, "").length];
}

function textAt(text: string, { start, end }: OffsetRange): string {
  return text.slice(start, end);
}
