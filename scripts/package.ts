import { createVSIX } from "@vscode/vsce";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "./build.ts";

const root = dirname(import.meta.dirname);

/**
 * Packs what a user gets into one `.vsix` for this machine's platform: a folder is filled with exactly the files
 * that belong in it, so nothing gets in by being forgotten in a list of exceptions.
 * @returns path of the file
 */
export async function packageExtension(
  target: string = `${process.platform}-${process.arch}`,
): Promise<string> {
  const stage = mkdtempSync(join(tmpdir(), "dps-vsix-"));
  try {
    await build({ outdir: join(stage, "dist") });
    for (const name of ["snippets", "schemas", "LICENSE", "CHANGELOG.md"]) {
      cpSync(join(root, name), join(stage, name), { recursive: true });
    }
    writeFileSync(join(stage, "README.md"), readme());
    copyRulePages(join(stage, "docs", "rules"));
    const manifest = publishedManifest();
    writeFileSync(join(stage, "package.json"), JSON.stringify(manifest, null, 2));
    const packagePath = join(root, `${manifest.name}-${target}-${manifest.version}.vsix`);
    await createVSIX({ cwd: stage, packagePath, target, dependencies: false, allowMissingRepository: true });
    return packagePath;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Each rule's page under the name that its link in the editor has. */
function copyRulePages(to: string): void {
  mkdirSync(to, { recursive: true });
  const rules = join(root, "server", "rules");
  for (const entry of readdirSync(rules, { withFileTypes: true })) {
    if (entry.isDirectory()) cpSync(join(rules, entry.name, "README.md"), join(to, `${entry.name}.md`));
  }
}

/** Links into the repository lead nowhere from an installed extension, so only their words stay. */
function readme(): string {
  const text = readFileSync(join(root, "README.md"), "utf8");
  return text.replace(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, "$1");
}

/** package.json without what only developers need. */
function publishedManifest(): { name: string; version: string } {
  const {
    scripts: _scripts,
    devDependencies: _dependencies,
    type: _type,
    private: _private,
    ...manifest
  } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown> & {
    name: string;
    version: string;
  };
  return manifest;
}

if (import.meta.main) {
  const path = await packageExtension();
  console.log(`${path.slice(root.length + 1)}: ${(statSync(path).size / 2 ** 20).toFixed(1)} MB`);
}
