import type {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  VersionedTextDocumentIdentifier,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { OffsetRange } from "../text/range.ts";

/** What the editor holds. Knows, other than the usual document store, which part was typed last. */
export class Documents {
  readonly #documents = new Map<string, Held>();

  open({ uri, languageId, version, text }: TextDocumentItem): void {
    this.#documents.set(uri, { document: TextDocument.create(uri, languageId, version, text) });
  }

  change({ uri, version }: VersionedTextDocumentIdentifier, changes: TextDocumentContentChangeEvent[]): void {
    const held = this.#documents.get(uri);
    if (!held) return;
    let edited: OffsetRange | undefined;
    for (const change of changes) {
      if ("range" in change) {
        const start = held.document.offsetAt(change.range.start);
        edited = join(edited, { start, end: start + change.text.length });
      }
      TextDocument.update(held.document, [change], version);
    }
    this.#documents.set(uri, { document: held.document, edited });
  }

  close(uri: string): void {
    this.#documents.delete(uri);
  }

  get(uri: string): TextDocument | undefined {
    return this.#documents.get(uri)?.document;
  }

  /** The part of the text that the last change touched. */
  editedPart(uri: string): OffsetRange | undefined {
    return this.#documents.get(uri)?.edited;
  }

  get uris(): readonly string[] {
    return [...this.#documents.keys()];
  }
}

interface Held {
  readonly document: TextDocument;
  readonly edited?: OffsetRange;
}

function join(one: OffsetRange | undefined, other: OffsetRange): OffsetRange {
  return one ? { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) } : other;
}
