import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import { serverFlags } from "../server/lsp/protocol.ts";
import { Editor } from "./editor.ts";
import { generateWorkspace, largeManifest } from "./generated-workspace.ts";
import type { Product } from "./product.ts";
import { quantile, shortestOf } from "./timing.ts";

export interface ServerFigures {
  /** Milliseconds from the change of a 700-line file to its diagnostics, as the editor sees it. */
  readonly keystroke: { readonly p50: number; readonly p95: number };
  /** Milliseconds that the server's process computes for each change; undefined where the system does not tell. */
  readonly computed: number | undefined;
  /** p95 in milliseconds of each request that the server answers. */
  readonly requests: Readonly<Record<string, number>>;
  /** Bytes after all that. */
  readonly memory: number;
}

export interface Servers {
  readonly manifests: number;
  readonly ours: ServerFigures;
  /** yaml-language-server with our schemas in their published form. */
  readonly peer: ServerFigures;
}

const file = "d0/large.yml";
const edits = 30;
const warmUp = 10;

/** What editors ask for; each is measured where a server says that it answers it. */
const requests = [
  { name: "completion", capability: "completionProvider", method: "textDocument/completion" },
  { name: "hover", capability: "hoverProvider", method: "textDocument/hover" },
  { name: "definition", capability: "definitionProvider", method: "textDocument/definition" },
  { name: "code lenses", capability: "codeLensProvider", method: "textDocument/codeLens" },
] as const;

/** Both language servers as processes, on the same edits of the same file, by turns. */
export async function measureServers(product: Product, size: number): Promise<Servers> {
  const folder = join(product.scratch, `workspace-${size}`);
  const texts = new Map([...generateWorkspace(size), [file, largeManifest()]]);
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const ours = await Editor.start({
    server: [...serverFlags, join(product.dist, "server.js"), "--stdio"],
    folder,
  });
  const peer = await startPeer(product, folder);
  try {
    const figures = await measureByTurns({ ours, peer });
    return { manifests: size, ...figures };
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    rmSync(folder, { recursive: true });
  }
}

function startPeer(product: Product, folder: string): Promise<Editor> {
  const settings = {
    yaml: {
      schemas: {
        [publishedSchema(product, "depot.v2alpha.json")]: ["**/depot.yml"],
        [publishedSchema(product, "workflow.v1.json")]: ["ingest", "quality", "super-dag", "large"].map(
          (name) => `**/${name}.yml`,
        ),
      },
      // Nothing is asked of the network.
      schemaStore: { enable: false },
      kubernetesCRDStore: { enable: false },
      validate: true,
      hover: true,
      completion: true,
    },
  };
  const entry = fileURLToPath(import.meta.resolve("yaml-language-server/bin/yaml-language-server"));
  return Editor.start({ server: [entry, "--stdio"], folder, settings });
}

/** URI of a schema in its published form; those that it refers to lie beside it. */
function publishedSchema({ core, scratch }: Product, name: string): string {
  const folder = join(scratch, "schemas");
  mkdirSync(folder, { recursive: true });
  for (const each of core.builtinSchemas.names) {
    const schema = core.builtinSchemas.file(each);
    if (schema) writeFileSync(join(folder, each), JSON.stringify(core.publish(schema)));
  }
  return pathToFileURL(join(folder, name)).toString();
}

type Both<T> = Readonly<Record<"ours" | "peer", T>>;

async function measureByTurns(editors: Both<Editor>): Promise<Both<ServerFigures>> {
  const text = largeManifest();
  const names = ["ours", "peer"] as const;
  for (const name of names) {
    await editors[name].open(file, text);
    await editors[name].idle();
  }
  const typed: Record<"ours" | "peer", number[]> = { ours: [], peer: [] };
  const begun = { ours: editors.ours.computed(), peer: editors.peer.computed() };
  for (let i = 0; i < warmUp + edits; i++) {
    for (const name of names) {
      if (i === warmUp) begun[name] = editors[name].computed();
      const milliseconds = await misspellOrMend(editors[name], text, i);
      if (i >= warmUp) typed[name].push(milliseconds);
    }
  }
  const figures = async (name: "ours" | "peer"): Promise<ServerFigures> => {
    const editor = editors[name];
    await editor.idle();
    const [before, after] = [begun[name], editor.computed()];
    return {
      keystroke: { p50: quantile(typed[name], 0.5), p95: quantile(typed[name], 0.95) },
      computed: before === undefined || after === undefined ? undefined : (after - before) / edits,
      requests: await measureRequests(editor, text),
      memory: editor.memory(),
    };
  };
  return { ours: await figures("ours"), peer: await figures("peer") };
}

/** A key gets a letter too many, and loses it again. */
async function misspellOrMend(editor: Editor, text: string, i: number): Promise<number> {
  const at = text.indexOf("explain");
  const misspells = i % 2 === 0;
  const { milliseconds, diagnostics } = await editor.edit(file, at, misspells ? 0 : 1, misspells ? "x" : "");
  if (diagnostics > 0 !== misspells) throw new Error("A server does not say what is wrong with the file.");
  return milliseconds;
}

async function measureRequests(editor: Editor, text: string): Promise<Record<string, number>> {
  const document = TextDocument.create("", "yaml", 0, text);
  const words = [...text.matchAll(/[\w-]+/g)];
  const every = Math.ceil(words.length / 60);
  const positions = words
    .filter((_, index) => index % every === 0)
    .map(({ index }) => document.positionAt(index + 1));
  const p95: Record<string, number> = {};
  for (const { name, capability, method } of requests) {
    if (!editor.capabilities[capability]) continue;
    const durations: number[] = [];
    for (const position of positions) {
      const parameters = { textDocument: { uri: editor.uriOf(file) }, position };
      durations.push(await shortestOf(3, () => editor.request(method, parameters)));
    }
    p95[name] = quantile(durations, 0.95);
  }
  return p95;
}
