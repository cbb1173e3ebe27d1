import type { Definition, Reference, SymbolKind } from "../manifest/symbols.ts";
import type { Manifest } from "../manifest/model.ts";
import type { Config } from "./config.ts";

/** A definition or reference and the manifest it stands in. */
export interface DefinitionSite {
  /** Workspace-relative path with `/`. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly definition: Definition;
}

export interface ReferenceSite {
  readonly file: string;
  readonly manifest: Manifest;
  readonly reference: Reference;
}

/**
 * What one file's rules may ask of the rest of the workspace. Every question is remembered, so that a later
 * change of its answer re-checks this file and no other. Nothing else of the workspace is reachable.
 */
export interface WorkspaceView {
  readonly config: Config;
  /** Definitions of a workspace-wide symbol; for Lens symbols: in the asking file's model. */
  definitions(symbol: SymbolKind, name: string): readonly DefinitionSite[];
  /** All names of that kind that the workspace (for Lens symbols: the model) defines. */
  names(symbol: SymbolKind): readonly string[];
  /** All names of that kind that something in the workspace (the model) mentions. */
  mentions(symbol: SymbolKind): readonly string[];
  /** References to a workspace-wide symbol; for Lens symbols: in the asking file's model. */
  references(symbol: SymbolKind, name: string): readonly ReferenceSite[];
  /** The manifests of a file; undefined when it is not part of the workspace. */
  manifests(file: string): readonly Manifest[] | undefined;
  /**
   * Finds a path as the platform's tools do: beside the asking file, then under the workspace root, then under
   * each ancestor of the asking file. Undefined when there is none; never a path outside the workspace.
   */
  resolvePath(path: string): string | undefined;
  /** Whether a path is relative and leads from the asking file, or from the root, to a place in the workspace. */
  isWithin(path: string): boolean;
  /** Whether files of that path, seen as `resolvePath` does, are no part of the workspace: git ignores them, as a rule. */
  ignores(path: string): boolean;
  /** Paths of all files of the workspace, for finding the nearest existing one. */
  paths(): readonly string[];
  /** The name is listed under `external` in the configuration, or comes with the platform. */
  isExternal(symbol: SymbolKind, name: string): boolean;
}
