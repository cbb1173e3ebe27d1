import type { Manifest } from "../manifest/model.ts";
import type { OffsetRange } from "../text/range.ts";
import type { Config } from "../workspace/config.ts";
import type { Environment } from "../workspace/environment.ts";
import { hoverVariable } from "./hover-variable.ts";

/** What a text of an open document says more about when somebody points at it. */
export interface Hover {
  /** What the words are about; the editor marks it. */
  readonly range: OffsetRange;
  /** Markdown, without HTML. */
  readonly markdown: string;
}

/** What is known at the place that somebody points at. */
export interface HoverContext {
  readonly text: string;
  readonly offset: number;
  /** The manifests of the document; there is at least one. */
  readonly manifests: readonly Manifest[];
  readonly config: Config;
  readonly environment: Environment;
}

/** One thing to say about a place; undefined where it has nothing to say. */
export type HoverProvider = (context: HoverContext) => Hover | undefined;

/** The first that has something to say is heard, so the more special ones come first. */
const providers: readonly HoverProvider[] = [hoverVariable];

export function hover(context: HoverContext): Hover | undefined {
  if (context.manifests.length === 0) return undefined;
  for (const provider of providers) {
    const found = provider(context);
    if (found) return found;
  }
  return undefined;
}
