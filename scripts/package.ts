import { createVSIX } from "@vscode/vsce";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { nativeDuckDb } from "./native-duckdb.ts";
import { thirdPartyNotices } from "./notices.ts";
import { packageProblems, sampleFiles } from "./package-contents.ts";
import { hostTarget, targetNamed, targets, type Target } from "./targets.ts";

const root = dirname(import.meta.dirname);

/** What is packed as it lies in the repository. `package-contents.ts` says it once more, file by file. */
const copied = [
  ...["bin", "l10n", "snippets", "walkthrough"],
  ...["images/icon.png", "images/explorer.svg", "package.nls.json", "LICENSE", "CHANGELOG.md"],
];

/** The public repository that a package is made from: its pages and pictures are linked to in the galleries. */
export interface Origin {
  /** Address without a slash at the end. */
  readonly repository: string;
  /** Commit or tag. */
  readonly revision: string;
}

/**
 * Packs what a user of one platform gets into a `.vsix`: a folder is filled with exactly the files that belong in
 * it, so nothing gets in by being forgotten in a list of exceptions.
 * @param origin without it the page of the extension has neither links nor pictures
 * @returns path of the file
 * @throws when the package is not as `packageProblems` wants it
 */
export async function packageExtension(target: Target = hostTarget(), origin?: Origin): Promise<string> {
  const stage = mkdtempSync(join(tmpdir(), "dps-vsix-"));
  try {
    const { packages } = await build({
      outdir: join(stage, "dist"),
      duckdb: nativeDuckDb(target),
    });
    for (const name of copied) cpSync(join(root, name), join(stage, name), { recursive: true });
    const manifest = publishedManifest(origin);
    writeFileSync(join(stage, "package.json"), JSON.stringify(manifest, null, 2));
    writeFileSync(join(stage, "README.md"), readme(origin));
    for (const path of sampleFiles()) cpSync(join(root, path), join(stage, path));
    writeFileSync(join(stage, "ThirdPartyNotices.txt"), thirdPartyNotices(packages));
    // Nothing to leave out; without this file the packer warns that something might be.
    writeFileSync(join(stage, ".vscodeignore"), "");
    const packagePath = join(root, `${manifest.name}-${target.name}-${manifest.version}.vsix`);
    await createVSIX({
      cwd: stage,
      packagePath,
      target: target.name,
      dependencies: false,
      ...(origin ? galleryLinks(origin) : { allowMissingRepository: true, rewriteRelativeLinks: false }),
    });
    const problems = packageProblems(packagePath, target);
    if (problems.length > 0)
      throw new Error(`${packagePath} is not as it should be:\n${problems.join("\n")}`);
    return packagePath;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function galleryLinks({ repository, revision }: Origin): { baseContentUrl: string; baseImagesUrl: string } {
  return { baseContentUrl: `${repository}/blob/${revision}`, baseImagesUrl: `${repository}/raw/${revision}` };
}

/**
 * The page that VS Code and the galleries show. Neither looks for anything beside it, nor shows a picture that is part
 * of it: links and pictures lead into the public repository, or else pictures go and of links the words stay.
 */
function readme(origin: Origin | undefined): string {
  const text = readFileSync(join(root, "README.md"), "utf8");
  if (origin) return text;
  return text
    .replace(/^!\[[^\]]*\]\((?!https?:)[^)]+\)\n\n/gm, "")
    .replace(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, "$1");
}

/** package.json without what only developers need. */
function publishedManifest(origin: Origin | undefined): { name: string; version: string } {
  const {
    scripts: _scripts,
    devDependencies: _dependencies,
    type: _type,
    private: _private,
    bin: _bin,
    files: _files,
    ...manifest
  } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown> & {
    name: string;
    version: string;
  };
  return origin ? { ...manifest, ...links(origin) } : manifest;
}

function links({ repository }: Origin) {
  return { repository: { type: "git", url: `${repository}.git` }, bugs: { url: `${repository}/issues` } };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      target: { type: "string", multiple: true },
      all: { type: "boolean" },
      repository: { type: "string" },
      revision: { type: "string" },
    },
  });
  const { repository, revision } = values;
  const origin = repository && revision ? { repository, revision } : undefined;
  const wanted = values.all ? targets : (values.target?.map(targetNamed) ?? [hostTarget()]);
  const packed: string[] = [];
  for (const target of wanted) packed.push(await packageExtension(target, origin));
  for (const path of packed)
    console.log(`${path.slice(root.length + 1)}: ${(statSync(path).size / 2 ** 20).toFixed(1)} MB`);
}
