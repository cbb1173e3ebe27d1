// Installs what the project needs when the lock file has changed, then runs a script of the project under the
// Node that the project brings along. Plain JavaScript, because this file runs under whatever Node is there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [script, ...parameters] = process.argv.slice(2);

install();
const node = projectNode();
const { status, error } = spawnSync(node, [join(root, script), ...parameters], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: join(root, "node_modules", ".bin") + delimiter + process.env.PATH },
});
if (error) fail(`could not start ${node}: ${error.message}`);
process.exit(status ?? 1);

function install() {
  const stamp = join(root, "node_modules", ".installed-lock");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.log("Installing the project's packages (once per change of package-lock.json) …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status } = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) fail("`npm ci` failed: see its messages above.");
  writeFileSync(stamp, lock);
}

/** The Node of the `node` package; the running one where that package could not install itself. */
function projectNode() {
  const binary = process.platform === "win32" ? "node.exe" : "node";
  for (const folder of [join("node", "bin"), ".bin"]) {
    const candidate = join(root, "node_modules", folder, binary);
    if (existsSync(candidate) && spawnSync(candidate, ["--version"]).status === 0) return candidate;
  }
  if (Number(process.versions.node.split(".")[0]) >= 23) return process.execPath;
  fail(`Node 23 or newer is needed and the \`node\` package did not install; this is ${process.version}.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
