import * as vscode from "vscode";
import { registerCommands } from "./commands/register.ts";
import { mayBeOurs } from "./sniff.ts";
import { LazyServer } from "./server.ts";

/**
 * Starts the language server once a document that may be ours is open or a command needs it. A YAML file of
 * somebody else starts nothing.
 */
export function activate(context: vscode.ExtensionContext): LazyServer {
  const server = new LazyServer(context);
  const startFor = (document: vscode.TextDocument) => {
    if (document.languageId === "yaml" && mayBeOurs(document.getText())) void server.start();
  };
  context.subscriptions.push(
    server,
    ...registerCommands(context, server),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!server.isStarted) startFor(document);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.grantTrust()),
  );
  vscode.workspace.textDocuments.forEach(startFor);
  return server;
}
