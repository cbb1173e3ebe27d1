import type { Manifest } from "../manifest/model.ts";
import { hasPlaceholder } from "../template/placeholder.ts";
import { variables } from "../template/variables.ts";
import type { Project } from "../run/project.ts";
import type { ApplyOrder } from "../run/results.ts";

/** What `dataos-ctl` is asked to do with a manifest: to say whether it is valid, or to create or update what it names. */
export type CtlAction = "lint" | "apply";

/** One call of `dataos-ctl`. */
export interface CtlCommand {
  /** Relative to the root. */
  readonly file: string;
  /** One by one, as the program gets them: not quoted for any shell. */
  readonly parameters: readonly string[];
}

export interface CtlOptions {
  readonly action: CtlAction;
  /** The path that the program gets for a file; relative to the root by default. */
  show?(file: string): string;
}

/** The calls that lint or apply files in an order. */
export async function ctlCommands(
  project: Project,
  { layers }: ApplyOrder,
  { action, show = (file) => file }: CtlOptions,
): Promise<readonly CtlCommand[]> {
  const manifests = new Map(project.files.map((file) => [file.path, file.manifests]));
  return Promise.all(
    layers.flat().map(async ({ file }) => ({
      file,
      parameters: parametersOf({
        action,
        path: show(file),
        manifests: (manifests.get(file) ?? []).filter(({ nested }) => !nested),
        text: (await project.readText(file)) ?? "",
      }),
    })),
  );
}

interface Applied {
  readonly action: CtlAction;
  readonly path: string;
  readonly manifests: readonly Manifest[];
  readonly text: string;
}

function parametersOf({ action, path, manifests, text }: Applied): readonly string[] {
  const isProduct = manifests.length > 0 && manifests.every(({ kind }) => kind === "data-product");
  const workspace = isProduct ? undefined : workspaceOf(manifests);
  return [
    isProduct ? "product" : "resource",
    "apply",
    ...(action === "lint" ? ["-l"] : []),
    // What begins with a hyphen would be taken for an option.
    ...["-f", path.startsWith("-") ? `./${path}` : path],
    ...(workspace === undefined ? [] : ["-w", workspace]),
    ...(keepsDollars(manifests, text) ? ["--disable-interpolation"] : []),
  ];
}

/** The one workspace that all manifests name; resources of the whole instance must not be given one. */
function workspaceOf(manifests: readonly Manifest[]): string | undefined {
  const names = new Set(
    manifests.map(({ kind, workspace }) => (inWorkspace.has(kind) ? workspace?.value : undefined)),
  );
  const [name] = names;
  return names.size === 1 && name !== undefined && !hasPlaceholder(name) ? name : undefined;
}

const inWorkspace: ReadonlySet<string> = new Set([
  ...[
    "workflow",
    "service",
    "worker",
    "secret",
    "database",
    "cluster",
    "volume",
    "resource",
    "monitor",
    "pager",
  ],
  ...["lakehouse", "lens"],
]);

/**
 * Passwords and templates are full of `$` that the program would take for variables; who means a variable there
 * writes `${VAR}`.
 */
function keepsDollars(manifests: readonly Manifest[], text: string): boolean {
  if (!manifests.some(({ kind }) => ["secret", "instance-secret", "stack"].includes(kind))) return false;
  return text.includes("$") && !variables(text).some(({ range }) => text[range.start + 1] === "{");
}
