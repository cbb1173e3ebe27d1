import type * as vscode from "vscode";
import type { DatasetParams, ProductNode, RunParams } from "../../server/lsp/protocol.ts";
import { uriIn } from "../places.ts";

/** A line of the explorer. */
export class Entry {
  /** The same as long as the names on the way to it stay, so that it stays unfolded and chosen. */
  readonly id: string;
  /** URI of the workspace's root. */
  readonly root: string;
  readonly node: ProductNode;

  constructor(root: string, node: ProductNode, parent?: Entry) {
    const { kind, name, detail, place } = node;
    this.id = [parent?.id ?? root, kind, name, detail, place?.file].join("|");
    this.root = root;
    this.node = node;
  }

  get children(): Entry[] {
    return this.node.children.map((child) => new Entry(this.root, child, this));
  }

  get uri(): vscode.Uri | undefined {
    const { place } = this.node;
    return place && uriIn(this.root, place.file);
  }
}

/** What a command gets that is chosen in the explorer, as code lenses and links pass it. */
export function runParams(given: Entry | RunParams | undefined): RunParams | undefined {
  if (!(given instanceof Entry)) return given;
  const { uri, node } = given;
  return uri && { uri: uri.toString(), workflow: node.workflow };
}

export function datasetParams(given: Entry | DatasetParams | undefined): DatasetParams | undefined {
  if (!(given instanceof Entry)) return given;
  const { uri, node } = given;
  return uri && { uri: uri.toString(), dataset: node.dataset };
}
