import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = dirname(dirname(import.meta.dirname));

/** Settings that keep VS Code's own surfaces out of the way. */
export const quietSettings = {
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "git.enabled": false,
};

/** A new folder below the system's temporary one, gone when the scope that holds it ends. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "dps-vscode-"));
  return {
    path,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** The sample, copied so that it may be changed. */
export function copySample(to: string): string {
  const workspace = join(to, "sales-360");
  mkdirSync(workspace, { recursive: true });
  cpSync(join(root, "samples", "sales-360"), workspace, { recursive: true });
  return workspace;
}
