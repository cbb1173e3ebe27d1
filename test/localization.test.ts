import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { localizedFiles, renderStringsBundle, stringsBundle } from "../scripts/l10n.ts";

const root = dirname(import.meta.dirname);
const manifest = readJson("package.json");
const strings = readJson("package.nls.json");

describe("package.json", () => {
  test("every text that a user sees is a %key%, with its English in package.nls.json", () => {
    const hardCoded = [...shownTexts(manifest)]
      .filter(({ text }) => keyOf(text) === undefined)
      .map(({ path, text }) => `${path}: replace ${JSON.stringify(text)} by a "%key%" of package.nls.json`);
    expect(hardCoded).toEqual([]);
  });

  test("package.nls.json has every key that is used, and no other", () => {
    const used = [...shownTexts(manifest)].flatMap(({ text }) => keyOf(text) ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(strings).sort());
  });

  test("a text that somebody hard-codes is seen", () => {
    const planted = { contributes: { commands: [{ command: "dps.x", title: "Do It" }] } };
    expect([...shownTexts(planted)]).toEqual([{ path: "contributes.commands.0.title", text: "Do It" }]);
  });
});

describe("the extension's code", () => {
  test("shows no sentence that `vscode.l10n.t` has not seen", () => {
    const files = localizedFiles();
    expect(files.length).toBeGreaterThan(10);
    const hardCoded = files.flatMap((file) =>
      shownLiterals(readFileSync(file, "utf8")).map(
        ({ line, text }) => `${relative(root, file)}:${line}: wrap ${text} in vscode.l10n.t(…)`,
      ),
    );
    expect(hardCoded).toEqual([]);
  });

  test.each([
    ['void vscode.window.showErrorMessage("No.");', '"No."'],
    ["panel.title = `Joins: ${name}`;", "`Joins: ${name}`"],
    ['withProgress({ title: "Running" });', '"Running"'],
    ['item.text = ours ? "Fine" : vscode.l10n.t("Not ours");', '"Fine"'],
  ])("a sentence that somebody hard-codes is seen: %s", (code, text) => {
    expect(shownLiterals(code)).toEqual([{ line: 1, text }]);
  });

  test("calls it by its full name, without which no string is collected", () => {
    const otherwise = localizedFiles().filter((file) =>
      readFileSync(file, "utf8").replaceAll("vscode.l10n.t(", "").includes("l10n"),
    );
    expect(otherwise).toEqual([]);
  });

  test("l10n/bundle.l10n.json is what `npm run l10n` writes", async () => {
    expect(readFileSync(stringsBundle, "utf8")).toBe(await renderStringsBundle());
  });
});

/** Properties of package.json whose texts are shown. */
const shownProperties =
  /^(displayName|title|shortTitle|category|label|name|contents|altText|(markdown)?[dD]escription|(markdown)?[eE]numDescriptions|.*[mM]essage)$/;

/** Parts of package.json whose `name` and `label` are identifiers. */
const identifiers = /^(name|scripts|contributes\.(problemMatchers|problemPatterns|grammars|languages)\b)/;

function* shownTexts(value: unknown, path = "", shown = false): Generator<{ path: string; text: string }> {
  if (identifiers.test(path)) return;
  if (typeof value === "string") {
    if (shown) yield { path, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* shownTexts(item, `${path}.${index}`, shown);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, child] of Object.entries(value))
      yield* shownTexts(child, path === "" ? key : `${path}.${key}`, shownProperties.test(key));
  }
}

function keyOf(text: string): string | undefined {
  return /^%(.+)%$/.exec(text)?.[1];
}

/** Properties and functions of VS Code's API whose texts are shown. */
const shownMembers = /^(title|label|detail|description|text|tooltip|message|placeHolder|prompt|value)$/;
const showingCalls = /^(show(Error|Warning|Information)Message|setStatusBarMessage|createWebviewPanel)$/;

/** Literals with a word in them that the code gives VS Code to show. */
function shownLiterals(code: string): { line: number; text: string }[] {
  const source = ts.createSourceFile("client.ts", code, ts.ScriptTarget.Latest, true);
  const found: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isPropertyAssignment(node) && shownMembers.test(node.name.getText()))
      found.push(...literals(node.initializer));
    else if (isShownAssignment(node)) found.push(...literals(node.right));
    else if (ts.isCallExpression(node) && showingCalls.test(calledName(node)))
      found.push(
        ...node.arguments.slice(calledName(node) === "createWebviewPanel" ? 1 : 0).flatMap(literals),
      );
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((node) => ({
    line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    text: node.getText(),
  }));
}

/** The literals that an expression may evaluate to. */
function literals(node: ts.Expression): ts.Node[] {
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  if (ts.isStringLiteralLike(node)) return hasWord(node.text) ? [node] : [];
  if (!ts.isTemplateExpression(node)) return [];
  const fixed = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  return hasWord(fixed.join(" ")) ? [node] : [];
}

/** Icons, `$(check)`, and the product's name are the same in every language. */
function hasWord(text: string): boolean {
  return /\p{L}{2}/u.test(text.replace(/\$\([\w~-]+\)|Data Product Studio/g, ""));
}

function isShownAssignment(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    shownMembers.test(node.left.name.text)
  );
}

function calledName({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : "";
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, path), "utf8")) as Record<string, unknown>;
}
