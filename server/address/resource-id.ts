import { maskPlaceholders } from "../template/mask.ts";
import type { OffsetRange } from "../text/range.ts";

/** A resource named by `type:version:name[:workspace]`, such as `lens:v1alpha:sales:public`. */
export interface ResourceId {
  readonly type: string;
  readonly version: string;
  /** As written: may hold placeholders. */
  readonly name: string;
  readonly workspace?: string;
  /** Within the text. */
  readonly ranges: {
    readonly type: OffsetRange;
    readonly version: OffsetRange;
    readonly name: OffsetRange;
    readonly workspace?: OffsetRange;
  };
}

/** U+E000 is a masked placeholder. */
const resourceId = /^([a-z-]+):(v\d[a-z0-9]*):([\w\ue000-]+)(?::([\w\ue000-]+))?$/;

/** Undefined for text that is no resource id, or says its type or version with a placeholder. */
export function parseResourceId(text: string): ResourceId | undefined {
  const match = resourceId.exec(maskPlaceholders(text));
  if (!match) return undefined;
  const [, type = "", version = "", masked = "", maskedWorkspace] = match;
  const versionStart = type.length + 1;
  const nameStart = versionStart + version.length + 1;
  const nameEnd = nameStart + masked.length;
  const workspace = maskedWorkspace === undefined ? undefined : { start: nameEnd + 1, end: text.length };
  return {
    type,
    version,
    name: text.slice(nameStart, nameEnd),
    ...(workspace && { workspace: text.slice(workspace.start) }),
    ranges: {
      type: { start: 0, end: type.length },
      version: { start: versionStart, end: nameStart - 1 },
      name: { start: nameStart, end: nameEnd },
      ...(workspace && { workspace }),
    },
  };
}
