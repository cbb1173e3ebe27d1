import type {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { OffsetRange } from "../text/range.ts";
import { toPath } from "./uris.ts";

export interface OpenDocument {
  /** Its URI is written as the client writes it. */
  readonly document: TextDocument;
  /** The part of the text that the last change touched. */
  readonly edited?: OffsetRange;
}

/** What the editor holds, by absolute path: a file has one path, but may have several URIs. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();

  open({ uri, languageId, version, text }: TextDocumentItem): void {
    const path = toPath(uri);
    if (path === undefined) return;
    this.#open.set(path, { document: TextDocument.create(uri, languageId, version, text) });
  }

  change({ uri, version }: VersionedTextDocumentIdentifier, changes: TextDocumentContentChangeEvent[]): void {
    const path = toPath(uri);
    const document = path && this.#open.get(path)?.document;
    if (!document) return;
    let edited: OffsetRange | undefined;
    for (const change of changes) {
      if ("range" in change) {
        const start = document.offsetAt(change.range.start);
        edited = join(edited, { start, end: start + change.text.length });
      }
      TextDocument.update(document, [change], version);
    }
    this.#open.set(path, { document, edited });
  }

  close(uri: string): void {
    const path = toPath(uri);
    if (path !== undefined) this.#open.delete(path);
  }

  get(path: string): OpenDocument | undefined {
    return this.#open.get(path);
  }

  get paths(): readonly string[] {
    return [...this.#open.keys()];
  }
}

function join(one: OffsetRange | undefined, other: OffsetRange): OffsetRange {
  return one ? { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) } : other;
}
