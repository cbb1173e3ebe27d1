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
import { thirdPartyNotices } from "./notices.ts";

const root = dirname(import.meta.dirname);

/**
 * Packs what a user gets into one `.vsix` for this machine's platform: a folder is filled with exactly the files
 * that belong in it, so nothing gets in by being forgotten in a list of exceptions.
 * @returns path of the file
 */
export async function packageExtension(): Promise<string> {
  const target = `${process.platform}-${process.arch}`;
  const stage = mkdtempSync(join(tmpdir(), "dps-vsix-"));
  try {
    const { packages } = await build({ outdir: join(stage, "dist"), extensionOnly: true });
    for (const name of ["snippets", "l10n", "package.nls.json", "LICENSE", "CHANGELOG.md"]) {
      cpSync(join(root, name), join(stage, name), { recursive: true });
    }
    const manifest = publishedManifest();
    writeFileSync(join(stage, "package.json"), JSON.stringify(manifest, null, 2));
    writeFileSync(join(stage, "README.md"), readme());
    writeFileSync(join(stage, "ThirdPartyNotices.txt"), thirdPartyNotices(packages));
    copyRulePages(join(stage, "docs", "rules"));
    // Nothing to leave out; without this file the packer warns that something might be.
    writeFileSync(join(stage, ".vscodeignore"), "");
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
    bin: _bin,
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
