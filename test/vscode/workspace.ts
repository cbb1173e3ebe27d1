import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

/**
 * A `dataos-ctl` that does nothing but note what it is called with, a line a call, in the file that `DPS_TEST_CTL_LOG`
 * names. For Windows there is none.
 * @returns the folder that it is in
 */
export function fakeDataosCtl(within: string): string {
  const folder = join(within, "programs of mine");
  mkdirSync(folder);
  const script = `#!/bin/sh\nprintf '<%s>' "$@" >> "$DPS_TEST_CTL_LOG"\necho >> "$DPS_TEST_CTL_LOG"\n`;
  writeFileSync(join(folder, "dataos-ctl"), script, { mode: 0o755 });
  return folder;
}

/** The sample, copied so that it may be changed. */
export function copySample(to: string): string {
  const workspace = join(to, "sales-360");
  mkdirSync(workspace, { recursive: true });
  cpSync(join(root, "samples", "sales-360"), workspace, { recursive: true });
  return workspace;
}
