import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** A platform that an extension is packed for, by the Marketplace's name for it. */
export interface Target {
  readonly name: string;
  readonly system: "linux" | "darwin" | "win32";
  readonly cpu: "x64" | "arm64";
  readonly libc?: "glibc" | "musl";
  /** The npm package with DuckDB's native files. */
  readonly duckdb: string;
  /** DuckDB itself, in that package beside the addon `duckdb.node`. */
  readonly library: string;
}

const bindings = "@duckdb/node-bindings";

/** All that VS Code runs on and DuckDB's maintainers build for; 32-bit ARM and browsers are not among them. */
export const targets: readonly Target[] = (["x64", "arm64"] as const).flatMap((cpu): Target[] => [
  {
    ...{ name: `linux-${cpu}`, system: "linux", cpu, libc: "glibc" },
    ...{ duckdb: `${bindings}-linux-${cpu}`, library: "libduckdb.so" },
  },
  {
    ...{ name: `alpine-${cpu}`, system: "linux", cpu, libc: "musl" },
    ...{ duckdb: `${bindings}-linux-${cpu}-musl`, library: "libduckdb.so" },
  },
  {
    ...{ name: `darwin-${cpu}`, system: "darwin", cpu },
    ...{ duckdb: `${bindings}-darwin-${cpu}`, library: "libduckdb.dylib" },
  },
  {
    ...{ name: `win32-${cpu}`, system: "win32", cpu },
    ...{ duckdb: `${bindings}-win32-${cpu}`, library: "duckdb.dll" },
  },
]);

/** @throws when there is none of that name */
export function targetNamed(name: string): Target {
  const found = targets.find((target) => target.name === name);
  if (found) return found;
  throw new Error(`${name} is no target; there are ${targets.map((target) => target.name).join(", ")}.`);
}

/**
 * The target whose native files npm installed for this machine.
 * @throws when there is none
 */
export function hostTarget(): Target {
  const found = targets.find(
    ({ system, cpu, duckdb }) =>
      system === process.platform && cpu === process.arch && existsSync(installed(duckdb)),
  );
  if (found) return found;
  throw new Error(`npm has installed no native DuckDB for ${process.platform}-${process.arch}.`);
}

/** Folder that npm installs a package into. */
export function installed(name: string): string {
  return join(dirname(import.meta.dirname), "node_modules", name);
}
