import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { nativeCode } from "./native-code.ts";
import { run } from "./processes.ts";
import { installed, type Target } from "./targets.ts";

const root = dirname(import.meta.dirname);
const cache = join(root, ".cache", "duckdb");

/**
 * Folder with a target's native DuckDB, and with its package's licence: what npm installed where the target is this
 * machine, else the package of the version in the lock file, fetched once.
 * @throws when it can't be fetched, or is not what the lock file says
 */
export function nativeDuckDb(target: Target): string {
  const local = installed(target.duckdb);
  const { version, integrity } = locked(target.duckdb);
  // A universal library is for two kinds of Mac; only a copy of it may be cut.
  if (existsSync(local) && target.system !== "darwin") return local;
  const folder = join(cache, `${target.name}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "new-"));
  try {
    const fresh = join(work, "package");
    if (existsSync(local)) cpSync(local, fresh, { recursive: true });
    else unpack(`${target.duckdb}@${version}`, integrity, work);
    if (target.system === "darwin")
      for (const name of ["duckdb.node", target.library]) cut(join(fresh, name), target);
    renameSync(fresh, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** Whether a target's native files are at hand without the network. */
export function hasNativeDuckDb(target: Target): boolean {
  return [installed(target.duckdb), join(cache, `${target.name}-${locked(target.duckdb).version}`)].some(
    existsSync,
  );
}

function locked(name: string): { version: string; integrity: string } {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string; integrity: string } | undefined>;
  };
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`package-lock.json does not name ${name}.`);
  return found;
}

/** Makes the folder `package` with what is in an npm package. */
function unpack(specifier: string, integrity: string, work: string): void {
  run("npm", ["pack", specifier], work);
  const archive = readdirSync(work).find((file) => file.endsWith(".tgz")) ?? "";
  const hash = createHash("sha512")
    .update(readFileSync(join(work, archive)))
    .digest("base64");
  if (`sha512-${hash}` !== integrity)
    throw new Error(`${specifier} is not what package-lock.json says: its hash is sha512-${hash}.`);
  run("tar", ["-xzf", archive], work);
}

/** Leaves only the target's part of a universal binary, which is complete in itself and signed by itself. */
function cut(file: string, { system, cpu }: Target): void {
  const bytes = readFileSync(file);
  const part = nativeCode(bytes).find((code) => code.system === system && code.cpu === cpu);
  if (!part) throw new Error(`${file} holds nothing for ${system}-${cpu}.`);
  if (part.to - part.from < bytes.length) writeFileSync(file, bytes.subarray(part.from, part.to));
}
