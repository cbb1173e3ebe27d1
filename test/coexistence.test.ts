import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { getLanguageService } from "yaml-language-server";
import { builtinSchemas } from "../server/schema/builtin.ts";
import { publish } from "../server/schema/publish.ts";

/*
 * Red Hat's YAML extension beside ours: both see the same files under the language id `yaml`. Nothing that we
 * contribute makes it check or propose what we check and propose.
 */

const root = dirname(import.meta.dirname);
const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly contributes: Readonly<Record<string, unknown>>;
};

test("the extension hands no schema to other extensions, and takes no language from them", () => {
  for (const point of ["yamlValidation", "jsonValidation", "languages", "grammars"])
    expect(Object.keys(contributes)).not.toContain(point);
  expect(JSON.stringify(contributes)).not.toMatch(/"yaml\./);
});

test("schemas are published without keywords that only we know", () => {
  expect(builtinSchemas.names.length).toBeGreaterThan(15);
  for (const name of builtinSchemas.names) {
    const schema = builtinSchemas.file(name);
    expect(JSON.stringify(schema && publish(schema)), name).not.toMatch(/"x-(?!y")[a-z-]+":/);
  }
});

describe("its language server, without a schema for them, says nothing of manifests", () => {
  const service = getLanguageService({
    schemaRequestService: () => Promise.reject(new Error("Nothing is asked of the network.")),
    workspaceContext: { resolveRelativePath: (path) => path },
  });
  service.configure({ validate: true, completion: true, schemas: [] });
  const fixtures = join(root, "server/schema/fixtures");

  test.each(readdirSync(fixtures).filter((name) => name.endsWith(".minimal.yaml")))("%s", async (name) => {
    const text = readFileSync(join(fixtures, name), "utf8");
    const document = TextDocument.create(`file:///workspace/${name}`, "yaml", 1, text);
    expect(await service.doValidation(document, false)).toEqual([]);
    const end = document.positionAt(text.indexOf("\n") + 1);
    expect((await service.doComplete(document, end, false)).items).toEqual([]);
  });
});
