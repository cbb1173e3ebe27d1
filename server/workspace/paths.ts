import type { SourceLanguage } from "../manifest/source-file.ts";

/** Paths with `/`, absolute or relative to a workspace's root, whatever the machine. */

export function join(folder: string, name: string): string {
  if (folder === "") return name;
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** The folder a path lies in: `""` for what lies at the root of a workspace, the path itself for a file system's root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash > 0) return path.slice(0, slash);
  if (slash === 0) return "/";
  // A drive such as `C:` has nothing above it.
  return path.endsWith(":") ? path : "";
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** All folders above a relative path, nearest first, the root (`""`) last. */
export function ancestors(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  folders.push("");
  return folders;
}

/**
 * A relative path as seen from a folder of the workspace, with `.` and `..` resolved; undefined when it is
 * absolute or leaves the root.
 */
export function resolveWithin(folder: string, path: string): string | undefined {
  if (path.startsWith("/") || path.startsWith("\\") || /^[A-Za-z]:/.test(path)) return undefined;
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** The language of a file that is looked at though it is no YAML; the SQL of Lens tables lies in a folder `sqls`. */
export function sourceLanguageOf(path: string): SourceLanguage | undefined {
  if (/\.py$/i.test(path)) return "python";
  if (!/\.sql$/i.test(path)) return undefined;
  return nameOf(folderOf(path)) === "sqls" ? "lens-sql" : "sql";
}
