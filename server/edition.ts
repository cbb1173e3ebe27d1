import { statSync } from "node:fs";
import { version } from "./version.ts";

/**
 * Tells builds of the program apart, so that what one has kept is not taken for another's. Undefined when it runs from
 * its sources, any of which may change.
 */
export function edition(): string | undefined {
  // In a bundle this is the bundle.
  const file = import.meta.filename;
  const status = file.endsWith(".ts") ? undefined : statSync(file, { throwIfNoEntry: false });
  return status && `${version} ${status.size} ${Math.trunc(status.mtimeMs)}`;
}
