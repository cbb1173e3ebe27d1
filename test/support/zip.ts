import { readFileSync } from "node:fs";

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * The files in a zip archive, from its directory: path → size in bytes.
 * @throws when the file is no zip archive
 */
export function zipEntries(file: string): ReadonlyMap<string, number> {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from(Uint32Array.of(endOfDirectory).buffer));
  if (end < 0) throw new Error(`${file} is no zip archive.`);
  const sizes = new Map<string, number>();
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === directoryEntry) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    sizes.set(bytes.toString("utf8", at + 46, nameEnd), bytes.readUInt32LE(at + 24));
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return sizes;
}
