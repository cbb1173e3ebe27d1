import type * as vscode from "vscode";
import type { RunProblems } from "../run-problems.ts";
import type { LazyServer } from "../server.ts";

/** What commands work with. */
export interface CommandContext {
  readonly extension: vscode.ExtensionContext;
  readonly server: LazyServer;
  readonly runProblems: RunProblems;
}
