import { getL10nJson } from "@vscode/l10n-dev";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname);

/** What translators start from: the sentences that the extension's code shows. */
export const stringsBundle = join(root, "l10n", "bundle.l10n.json");

/** Files whose sentences `vscode.l10n.t` translates; what runs inside webviews has no `vscode`. */
export function localizedFiles(): string[] {
  return globSync("client/**/*.ts", { cwd: root, exclude: ["client/webviews/**", "client/**/*.test.ts"] })
    .sort()
    .map((path) => join(root, path));
}

/** The bundle, as it has to be. */
export async function renderStringsBundle(): Promise<string> {
  const files = localizedFiles().map((path) => ({ extension: ".ts", contents: readFileSync(path, "utf8") }));
  const strings = Object.entries(await getL10nJson(files)).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(strings), null, 2)}\n`;
}

if (import.meta.main) {
  mkdirSync(dirname(stringsBundle), { recursive: true });
  writeFileSync(stringsBundle, await renderStringsBundle());
  console.log("l10n/bundle.l10n.json is written");
}
