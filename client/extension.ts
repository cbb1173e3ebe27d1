import * as vscode from "vscode";
import { registerCommands } from "./commands/register.ts";
import { registerExplorer } from "./explorer/explorer.ts";
import { Products } from "./products.ts";
import { RunProblems } from "./run-problems.ts";
import { mayBeOurs } from "./sniff.ts";
import { LazyServer } from "./server.ts";
import { showStatusBar } from "./status-bar.ts";
import { DataosCtl } from "./tasks/dataos-ctl.ts";

/**
 * Starts the language server once a folder says that it is ours, a document that may be ours is open, or a command
 * needs it. A YAML file of somebody else starts nothing.
 * @returns for tests: whether the server has been started
 */
export function activate(context: vscode.ExtensionContext): LazyServer {
  const server = new LazyServer(context);
  const products = new Products(server);
  const runProblems = new RunProblems();
  const dataosCtl = new DataosCtl(server);
  const start = () => {
    void server.start();
    void dataosCtl.offer();
  };
  const startFor = (document: vscode.TextDocument) => {
    if (document.languageId === "yaml" && mayBeOurs(document.getText())) start();
  };
  context.subscriptions.push(
    server,
    products,
    registerExplorer(products),
    showStatusBar(products),
    runProblems,
    ...dataosCtl.register(),
    ...registerCommands({ extension: context, server, runProblems }),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!server.isStarted) startFor(document);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.grantTrust()),
  );
  vscode.workspace.textDocuments.forEach(startFor);
  void startForConfiguration(start);
  return server;
}

/** A folder with a configuration of ours is checked as a whole, whatever is open. */
async function startForConfiguration(start: () => void): Promise<void> {
  const [configuration] = await vscode.workspace.findFiles("**/dps.config.yml", "**/node_modules/**", 1);
  if (configuration) start();
}
