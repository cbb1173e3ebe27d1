import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { nativeCode } from "./native-code.ts";
import { publishedSchemas } from "./schemas.ts";
import type { Target } from "./targets.ts";
import { zipEntries, type ZipEntry } from "./zip.ts";

const root = dirname(import.meta.dirname);

/**
 * Says what is wrong with a packed extension: a file that is missing or does not belong in it, or native code for
 * another machine than the target's.
 * @param vsix path of the package
 */
export function packageProblems(vsix: string, target: Target): string[] {
  const files = new Map<string, ZipEntry>();
  for (const [path, entry] of zipEntries(vsix))
    if (path.startsWith("extension/")) files.set(path.slice("extension/".length), entry);
  const expected = new Set(expectedFiles(target));
  return [
    ...[...expected].filter((path) => !files.has(path)).map((path) => `${path} is missing`),
    ...[...files.keys()].filter((path) => !expected.has(path)).map((path) => `${path} does not belong in it`),
    ...[...files].flatMap(([path, entry]) => nativeProblems(path, entry.read(), target)),
  ];
}

/** Says where a file is not the target's native code: all that is native has to be, and nothing else may be. */
export function nativeProblems(path: string, bytes: Buffer, target: Target): string[] {
  const found = nativeCode(bytes);
  const expected = nativeFiles(target).includes(path);
  if (!expected) return found.length === 0 ? [] : [`${path} is native code`];
  const [code, ...more] = found;
  if (!code) return [`${path} is no native code`];
  if (more.length > 0) return [`${path} holds code for more machines than ${target.name}`];
  if (code.system !== target.system || code.cpu !== target.cpu)
    return [`${path} is for ${code.system}-${code.cpu}, not for ${target.name}`];
  if (target.libc !== undefined && needsMusl(bytes) !== (target.libc === "musl"))
    return [`${path} needs another C library than that of ${target.name}`];
  return [];
}

/** Only these of a package are native code. */
export function nativeFiles(target: Target): string[] {
  return ["dist/duckdb.node", `dist/${target.library}`];
}

/** All that a user needs, by what it is there for. */
function expectedFiles(target: Target): string[] {
  const ui = ["client.js", "language-client.js", "webview.js", "webview.css", "report.css"];
  const server = ["server.js", "cli.js", "sql.js", "engine.js", "polyglot_sql.wasm", "package.json"];
  return [
    ...[...ui, ...server].map((name) => `dist/${name}`),
    ...nativeFiles(target),
    ...["package.json", "package.nls.json", "l10n/bundle.l10n.json", "snippets/dataos.json"],
    ...["bin/dps", "bin/dps.cmd", "images/icon.png", "images/explorer.svg"],
    ...["open", "problems", "pipeline", "quality", "terminal"].map((step) => `walkthrough/${step}.svg`),
    ...["readme.md", "changelog.md", "LICENSE.txt", "ThirdPartyNotices.txt"],
    ...sampleFiles(),
    ...readdirSync(join(root, "server/rules"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `dist/rules/${name}.md`),
    ...Object.keys(publishedSchemas()).map((name) => `dist/schemas/${name}`),
  ];
}

/** The sample as a user wants it: without what makes its data, and what runs on it have left. */
export function sampleFiles(): string[] {
  return readdirSync(join(root, "samples/sales-360"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll("\\", "/"))
    .filter((path) => !path.includes("/.") && !path.endsWith("/generate.ts"));
}

/** Alpine's C library is named after its machine, others' is `libc.so.6`. */
function needsMusl(bytes: Buffer): boolean {
  return bytes.includes("libc.musl-");
}
