import { build as bundle, type BuildOptions } from "esbuild";
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { nativeDuckDb } from "./native-duckdb.ts";
import { writeSchemas } from "./schemas.ts";
import { hostTarget } from "./targets.ts";

const root = dirname(import.meta.dirname);

export interface BuildSettings {
  readonly outdir?: string;
  /** Folder of the `@duckdb/node-bindings-…` package whose native files go into the bundle. */
  readonly duckdb?: string;
  /** More programs, bundled as the server is: source file relative to the root by name of the bundle. */
  readonly more?: Readonly<Record<string, string>>;
}

export interface Built {
  /** Folders of the npm packages that something of came into the bundles. */
  readonly packages: readonly string[];
}

/**
 * Builds the Node bundles and the webview's one into `dist/`, with the native and WASM files, the rules' pages and the
 * published schemas beside them.
 */
export async function build(settings: BuildSettings = {}): Promise<Built> {
  const outdir = settings.outdir ?? join(root, "dist");
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  // The bundles are CommonJS (VS Code loads nothing else), the sources are ES modules.
  writeFileSync(join(outdir, "package.json"), '{ "type": "commonjs" }\n');
  const bundles = await Promise.all([
    bundle({
      ...node(outdir, { client: "client/extension.ts", "language-client": "client/language-client.ts" }, [
        "vscode",
      ]),
      // What the editor loads to activate the extension has to be small.
      minify: true,
    }),
    bundle({
      ...node(outdir, {
        server: "server/lsp/main.ts",
        cli: "server/cli/main.ts",
        ...settings.more,
      }),
      alias: fastYaml,
    }),
    bundle({
      ...node(outdir, { sql: "server/sql/worker.ts" }),
      // The package's ES build has a top-level await, which no CommonJS bundle can hold.
      alias: { "@polyglot-sql/sdk": join(root, "node_modules/@polyglot-sql/sdk/dist/index.cjs") },
    }),
    bundle({
      ...node(outdir, { engine: "server/engine/worker.ts" }),
      alias: { "@duckdb/node-bindings": join(root, "server/engine/bindings.cjs") },
    }),
    bundle(webview(outdir, { webview: "client/webviews/main.tsx", report: "client/webviews/report.css" })),
  ]);
  cpSync(
    join(root, "node_modules/@polyglot-sql/sdk/dist/polyglot_sql.wasm"),
    join(outdir, "polyglot_sql.wasm"),
  );
  copyRulePages(join(outdir, "rules"));
  writeSchemas(join(outdir, "schemas"));
  const duckdb = settings.duckdb ?? nativeDuckDb(hostTarget());
  copyDuckDb(duckdb, outdir);
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  return { packages: [...new Set([...inputs.flatMap(packageOf), duckdb])].sort() };
}

/**
 * The package's build for Node asks `process.env` at every token whether to log it, which takes a quarter of the time
 * to parse. Its build for browsers is made of the same sources and does not.
 */
const fastYaml = { yaml: join(root, "node_modules/yaml/browser/index.js") };

/** Each rule's page, as `ID.md`. */
function copyRulePages(to: string): void {
  mkdirSync(to, { recursive: true });
  const rules = join(root, "server", "rules");
  for (const entry of readdirSync(rules, { withFileTypes: true })) {
    if (entry.isDirectory()) cpSync(join(rules, entry.name, "README.md"), join(to, `${entry.name}.md`));
  }
}

/** Folder of the npm package that a bundled file is part of. */
function packageOf(input: string): string[] {
  const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
  return folder === undefined ? [] : [resolve(folder)];
}

function node(outdir: string, entryPoints: Record<string, string>, external: string[] = []): BuildOptions {
  return {
    entryPoints: inRoot(entryPoints),
    outdir,
    external,
    bundle: true,
    // Identifiers stay: traces can be read, and to keep only their names would cost time at every closure.
    minifySyntax: true,
    minifyWhitespace: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    // `import.meta.dirname` is how modules find their neighbours; in CommonJS that is `__dirname`.
    define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  };
}

function webview(outdir: string, entryPoints: Record<string, string>): BuildOptions {
  return {
    entryPoints: inRoot(entryPoints),
    outdir,
    bundle: true,
    minify: true,
    platform: "browser",
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".css": "css" },
    metafile: true,
    logLevel: "warning",
  };
}

function inRoot(entryPoints: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entryPoints).map(([name, path]) => [name, join(root, path)]));
}

function copyDuckDb(from: string, outdir: string): void {
  for (const file of readdirSync(from).filter((name) => /\.(node|so|dylib|dll)$/.test(name))) {
    cpSync(join(from, file), join(outdir, file));
  }
}

if (import.meta.main) await build();
