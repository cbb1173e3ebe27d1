import { isAbsolute, relative } from "node:path";
import * as vscode from "vscode";
import type { CtlAction } from "../../server/lsp/protocol.ts";
import type { LazyServer } from "../server.ts";
import { mayBeOurs } from "../sniff.ts";
import { CtlTerminal } from "./ctl-terminal.ts";
import { findProgram } from "./find-program.ts";

/** A task as `tasks.json` has it. */
interface CtlDefinition extends vscode.TaskDefinition {
  readonly type: "dataos-ctl";
  readonly action: CtlAction;
  /** File or folder, relative to the folder of the workspace; all of that where it is left out. */
  readonly path?: string;
}

const type = "dataos-ctl";

/**
 * Tasks and commands that lint or apply manifests with `dataos-ctl`, where it is installed. They are there only in
 * folders that the user trusts, and nothing is applied unless the user runs one.
 */
export class DataosCtl implements vscode.TaskProvider {
  readonly #server: LazyServer;
  #program: string | undefined;

  constructor(server: LazyServer) {
    this.#server = server;
  }

  register(): vscode.Disposable[] {
    const { registerCommand } = vscode.commands;
    return [
      vscode.tasks.registerTaskProvider(type, this),
      registerCommand("dps.lintWithDataosCtl", (uri?: vscode.Uri) => this.#execute("lint", uri)),
      registerCommand("dps.applyWithDataosCtl", (uri?: vscode.Uri) => this.#execute("apply", uri)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.offer()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration("dps.dataosCtlPath")) return;
        this.#program = undefined;
        void this.offer();
      }),
    ];
  }

  /** Shows the commands if the program is there. It is looked for only where something is ours. */
  async offer(): Promise<void> {
    const found = (await this.#find()) !== undefined;
    await vscode.commands.executeCommand("setContext", "dps.hasDataosCtl", found);
  }

  async provideTasks(): Promise<vscode.Task[]> {
    const program = await this.#find();
    if (program === undefined) return [];
    const document = vscode.window.activeTextEditor?.document;
    const folders = vscode.workspace.workspaceFolders ?? [];
    const own =
      document && isManifest(document) ? vscode.workspace.getWorkspaceFolder(document.uri) : undefined;
    const definitions = [
      ...(own && document ? definitionsOf(own, document.uri) : []),
      ...folders.flatMap((folder) => definitionsOf(folder, folder.uri)),
    ];
    return definitions.map(({ folder, definition }) => this.#task(definition, folder, program));
  }

  async resolveTask({ definition, scope }: vscode.Task): Promise<vscode.Task | undefined> {
    const program = await this.#find();
    const folder = typeof scope === "object" ? scope : vscode.workspace.workspaceFolders?.[0];
    if (program === undefined || !folder) return undefined;
    return this.#task(definition as CtlDefinition, folder, program);
  }

  /** Undefined where nothing may be run, too. Found once it is known; until then it may still be installed. */
  async #find(): Promise<string | undefined> {
    if (!vscode.workspace.isTrusted) return undefined;
    this.#program ??= await locate();
    return this.#program;
  }

  #task(definition: CtlDefinition, folder: vscode.WorkspaceFolder, program: string): vscode.Task {
    const { action, path = "" } = definition;
    const uri = path === "" ? folder.uri : vscode.Uri.joinPath(folder.uri, path);
    const commands = async () => {
      const { root, data } = await this.#server.request(
        "dps/ctlCommands",
        { uri: uri.toString(), action },
        { token: new vscode.CancellationTokenSource().token, onProgress: () => undefined },
      );
      return { ...data, folder: vscode.Uri.parse(root).fsPath };
    };
    return new vscode.Task(
      definition,
      folder,
      titleOf(action, path === "" ? folder.name : path),
      type,
      new vscode.CustomExecution(async () => new CtlTerminal({ program, commands })),
    );
  }

  async #execute(
    action: CtlAction,
    given: vscode.Uri | undefined,
  ): Promise<vscode.TaskExecution | undefined> {
    const uri = given ?? vscode.window.activeTextEditor?.document.uri;
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
    if (!uri || !folder) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t("Open a manifest of the folder first: the command works on the file in the editor."),
      );
      return undefined;
    }
    const program = await this.#find();
    if (program === undefined) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          "dataos-ctl was not found; install it, or say where it is in the setting dps.dataosCtlPath.",
        ),
      );
      return undefined;
    }
    const definition = definitionOf(action, folder, uri);
    if (action === "apply" && !(await isConfirmed(definition.path ?? folder.name))) return undefined;
    return vscode.tasks.executeTask(this.#task(definition, folder, program));
  }
}

function locate(): Promise<string | undefined> {
  const configured = vscode.workspace.getConfiguration("dps").get<string>("dataosCtlPath", "");
  if (configured === "") return findProgram(type, process.env.PATH ?? "");
  return Promise.resolve(isAbsolute(configured) ? configured : undefined);
}

function isManifest(document: vscode.TextDocument): boolean {
  return document.languageId === "yaml" && document.uri.scheme === "file" && mayBeOurs(document.getText());
}

function definitionsOf(folder: vscode.WorkspaceFolder, uri: vscode.Uri) {
  const actions: readonly CtlAction[] = ["lint", "apply"];
  return actions.map((action) => ({ folder, definition: definitionOf(action, folder, uri) }));
}

function definitionOf(action: CtlAction, folder: vscode.WorkspaceFolder, uri: vscode.Uri): CtlDefinition {
  const path = relative(folder.uri.fsPath, uri.fsPath).replaceAll("\\", "/");
  return path === "" ? { type, action } : { type, action, path };
}

function titleOf(action: CtlAction, what: string): string {
  return action === "lint" ? vscode.l10n.t("Lint {0}", what) : vscode.l10n.t("Apply {0}", what);
}

async function isConfirmed(what: string): Promise<boolean> {
  const apply = vscode.l10n.t("Apply");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Apply {0} to the platform that dataos-ctl is logged in to?", what),
    { modal: true },
    apply,
  );
  return chosen === apply;
}
