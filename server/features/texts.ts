import { Lines } from "../text/lines.ts";
import type { Workspace } from "../workspace/workspace.ts";

export interface FileText {
  readonly text: string;
  readonly lines: Lines;
}

/** Texts of a workspace's files, each read once; a file that can't be read counts as empty. */
export class Texts {
  readonly #workspace: Workspace;
  readonly #texts = new Map<string, Promise<FileText>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  of(file: string): Promise<FileText> {
    const read = this.#texts.get(file) ?? this.#read(file);
    this.#texts.set(file, read);
    return read;
  }

  async #read(file: string): Promise<FileText> {
    const text = (await this.#workspace.text(file)) ?? "";
    return { text, lines: new Lines(text) };
  }
}
