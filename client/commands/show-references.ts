import * as vscode from "vscode";

/** Opens VS Code's peek with places that the server has found; it has sent them as the protocol has them. */
export async function showReferences(uri: string, at: Position, places: readonly Place[]): Promise<void> {
  await vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    toPosition(at),
    places.map(
      ({ uri: file, range: { start, end } }) =>
        new vscode.Location(vscode.Uri.parse(file), new vscode.Range(toPosition(start), toPosition(end))),
    ),
  );
}

interface Position {
  readonly line: number;
  readonly character: number;
}

interface Place {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

function toPosition({ line, character }: Position): vscode.Position {
  return new vscode.Position(line, character);
}
