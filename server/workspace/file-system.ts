import { lstat, open, readdir, realpath, stat } from "node:fs/promises";

/** The part of a file system that a workspace needs. Paths are absolute, with `/`; failures are values. */
export interface FileSystem {
  /** What a folder holds, sorted by name; empty when it can't be listed. */
  list(folder: string): Promise<readonly FolderEntry[]>;
  /** What a path is, links followed; undefined when there is nothing or it can't be seen. */
  typeOf(path: string): Promise<"file" | "folder" | undefined>;
  /** The path with all links followed; undefined when there is nothing. */
  realPath(path: string): Promise<string | undefined>;
  /** A file's text up to `limit` bytes; undefined when it can't be read. Larger files are never read whole. */
  read(path: string, limit: number): Promise<FileContent | undefined>;
}

export interface FolderEntry {
  readonly name: string;
  readonly type: "file" | "folder" | "link";
}

export interface FileContent {
  /** Of UTF-8, or of UTF-16 with a byte order mark, and without that mark; the beginning only when the file is larger than the limit. */
  readonly text: string;
  readonly complete: boolean;
}

export const realFileSystem: FileSystem = { list, typeOf, realPath, read };

async function list(folder: string): Promise<readonly FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .flatMap((entry): FolderEntry[] => {
      if (entry.isSymbolicLink()) return [{ name: entry.name, type: "link" }];
      if (entry.isDirectory()) return [{ name: entry.name, type: "folder" }];
      return entry.isFile() ? [{ name: entry.name, type: "file" }] : [];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function typeOf(path: string): Promise<"file" | "folder" | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return "folder";
  return stats?.isFile() ? "file" : undefined;
}

async function realPath(path: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  return real === undefined ? undefined : slashed(real);
}

async function read(path: string, limit: number): Promise<FileContent | undefined> {
  const stats = await lstat(path).catch(() => undefined);
  // Opening a pipe or a device could wait for ever.
  if (!stats || !(stats.isFile() || stats.isSymbolicLink())) return undefined;
  const target = stats.isSymbolicLink() ? await stat(path).catch(() => undefined) : stats;
  if (!target?.isFile()) return undefined;
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const bytes = Buffer.alloc(Math.min(target.size, limit));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return { text: decode(bytes.subarray(0, length)), complete: target.size <= limit };
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}

/** As editors do: what begins with the byte order mark of UTF-16 is UTF-16. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder("utf-8").decode(bytes);
}

/** A path of this machine in the form that workspaces use. */
export function slashed(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}
