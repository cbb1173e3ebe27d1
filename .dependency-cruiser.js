/**
 * Which part may import which. A part is the first folder below `server/`, or `client`. Leaves may be imported by
 * anyone; every other part names what it builds on.
 * @type {import("dependency-cruiser").IConfiguration}
 */
const leaves = ["text", "template", "address", "sodacl"];
const allowed = {
  text: [],
  template: [],
  address: [],
  sodacl: [],
  yaml: [],
  schema: ["yaml"],
  manifest: ["schema", "yaml"],
  workspace: ["manifest", "schema", "yaml"],
  sql: ["schema"],
  rules: ["workspace", "sql", "manifest", "schema", "yaml"],
  engine: [],
  flare: ["sql", "manifest", "engine"],
  lens: ["sql", "manifest", "engine"],
  quality: ["sql", "manifest", "engine"],
  run: ["flare", "lens", "quality", "workspace", "sql", "manifest", "engine"],
  init: ["run", "flare", "lens", "workspace", "sql", "manifest"],
  features: [
    "run",
    "rules",
    "flare",
    "lens",
    "quality",
    "workspace",
    "sql",
    "manifest",
    "schema",
    "yaml",
    "engine",
  ],
};
const shells = ["lsp", "cli"];

const directions = Object.entries(allowed).map(([part, below]) => ({
  name: `${part}-imports-only-what-is-below`,
  severity: "error",
  from: { path: `^server/${part}/`, pathNot: "\\.test\\.ts$" },
  to: {
    path: "^(server|client)/",
    pathNot: `^server/(${[part, ...below, ...leaves].join("|")})/`,
  },
}));

export default {
  forbidden: [
    ...directions,
    ...shells.map((shell) => ({
      name: `${shell}-imports-no-other-shell`,
      severity: "error",
      from: { path: `^server/${shell}/`, pathNot: "\\.test\\.ts$" },
      to: { path: `^(client/|server/(${shells.filter((other) => other !== shell).join("|")})/)` },
    })),
    {
      name: "client-knows-only-the-protocol",
      severity: "error",
      from: { path: "^client/" },
      // The shapes of results are the protocol's payload; types alone cross.
      to: { path: "^server/", pathNot: "^server/(run/results|engine/engine|text/lines|lsp/protocol)\\.ts$" },
    },
    only("vscode", "^vscode$", "^client/"),
    only("a connection", "vscode-languageserver($|/)", "^server/lsp/"),
    only("DuckDB", "@duckdb/", "^server/engine/duckdb\\.ts$"),
    only("the SQL parser", "@polyglot-sql/", "^server/sql/parser\\.ts$"),
    {
      name: "no-cycles",
      severity: "error",
      from: { path: "^(server|client)/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.test\\.tsx?$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};

/** One part alone may import `what`. */
function only(what, path, from) {
  return {
    name: `only-there-imports-${what.replaceAll(" ", "-")}`,
    severity: "error",
    from: { path: "^(server|client)/", pathNot: from },
    to: { path },
  };
}
