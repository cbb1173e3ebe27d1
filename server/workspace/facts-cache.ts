import { createHash } from "node:crypto";
import type { FileFacts } from "../manifest/facts.ts";

/** Remembers facts by content, so that a later start need not derive them again. Kept by whoever opens a workspace. */
export interface FactsCache {
  get(hash: string): FileFacts | undefined;
  set(hash: string, facts: FileFacts): void;
}

export function contentHash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
