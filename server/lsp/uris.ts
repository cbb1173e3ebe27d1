import { fileURLToPath, pathToFileURL } from "node:url";
import { slashed } from "../workspace/file-system.ts";

/**
 * Absolute path, with `/`, of a `file:` URI. Undefined for other schemes (a diff's old side, a virtual file system)
 * and for URIs of another machine: nothing of them is on this disk.
 */
export function toPath(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return slashed(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

/** Clients may escape more than that, such as the colon of a drive; they compare URIs in normal form. */
export function toUri(path: string): string {
  return pathToFileURL(path).toString();
}
