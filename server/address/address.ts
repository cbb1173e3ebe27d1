import type { OffsetRange } from "../text/range.ts";
import { isPlaceholder } from "../template/placeholder.ts";
import { parseDatasetReference } from "./dataset-reference.ts";
import { parseDotted } from "./dotted.ts";
import { parseUdl } from "./udl.ts";

/** Where data lives, whichever way it was written; parts are as written and may hold placeholders. */
export interface Address {
  readonly depot: string;
  readonly collection?: string;
  readonly dataset?: string;
  /** What follows `?`, such as `acl`. */
  readonly query: Readonly<Record<string, string>>;
  /** Within the text. */
  readonly ranges: {
    readonly depot: OffsetRange;
    readonly collection?: OffsetRange;
    readonly dataset?: OffsetRange;
  };
  /** `dataos://d:c/t`, `dataset:d:c:t` or `d.c.t`. */
  readonly form: "udl" | "dataset-ref" | "dotted";
}

export interface AddressProblem {
  /** One sentence. */
  readonly message: string;
  /** Within the text. */
  readonly range: OffsetRange;
  /** The text as it was probably meant, when that is plain. */
  readonly fix?: { readonly title: string; readonly newText: string };
}

export interface ParsedAddress {
  /** Also there beside a problem, when the parts are plain all the same. */
  readonly address?: Address;
  readonly problem?: AddressProblem;
}

/** Nothing longer is an address; it bounds what a hostile text costs. */
const maxLength = 1_000;

/**
 * Reads an address in any of its spellings. Text that resembles none of them, such as a file path, gives neither an
 * address nor a problem; so does one that is a single placeholder.
 */
export function parseAddress(text: string): ParsedAddress {
  if (text.length > maxLength || isPlaceholder(text.trim())) return {};
  return parseUdl(text) ?? parseDatasetReference(text) ?? parseDotted(text) ?? {};
}

/** Key of the dataset that an address names: `depot:collection/dataset`; undefined unless it has all three parts. */
export function datasetKey({ depot, collection, dataset }: Address): string | undefined {
  return collection === undefined || dataset === undefined ? undefined : `${depot}:${collection}/${dataset}`;
}

/** The address of a dataset key, in its usual spelling. */
export function formatAddress(key: string): string {
  return `dataos://${key}`;
}
