import { fileURLToPath, pathToFileURL } from "node:url";
import { slashed } from "../workspace/file-system.ts";

/** Absolute path, with `/`, of a `file:` URI. */
export function toPath(uri: string): string {
  return slashed(fileURLToPath(uri));
}

/** As clients write it: VS Code escapes the colon of a drive too, and compares such URIs in normal form. */
export function toUri(path: string): string {
  return pathToFileURL(path).toString();
}

/** Other schemes (a diff's old side, a virtual file system) have no folder around them. */
export function isFile(uri: string): boolean {
  return uri.startsWith("file:");
}
