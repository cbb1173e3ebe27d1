import ignore, { type Ignore } from "ignore";

/** Which files and folders are no part of a workspace: git's ignore files, `exclude` patterns, and what never is. */
export class IgnoreRules {
  readonly #root: string;
  readonly #exclude: Ignore;
  readonly #byFolder = new Map<string, Ignore>();
  readonly #nestedWorkspaces = new Set<string>();

  /** @param root absolute path of the workspace  @param exclude patterns in the style of `.gitignore` */
  constructor(root: string, exclude: readonly string[]) {
    this.#root = root;
    this.#exclude = matcher(exclude);
  }

  /** Adds the content of a `.gitignore` in that folder, which may lie above the root. */
  addGitIgnore(folder: string, content: string): void {
    this.#byFolder.set(folder, matcher(content));
  }

  /** A folder with a configuration of its own is a workspace of its own. */
  addNestedWorkspace(folder: string): void {
    this.#nestedWorkspaces.add(folder);
  }

  /** Folders below the root, absolute, that were found to be workspaces of their own. */
  get nestedWorkspaces(): readonly string[] {
    return [...this.#nestedWorkspaces];
  }

  /** Whether this very folder is left out, those above it aside. */
  skipsFolder(folder: string): boolean {
    const name = folder.slice(folder.lastIndexOf("/") + 1);
    if (name.startsWith(".") || name === "node_modules") return true;
    return this.#nestedWorkspaces.has(folder) || this.#matches(folder, true);
  }

  /** Whether this very file is left out, its folders aside. */
  skipsFile(path: string): boolean {
    return this.#matches(path, false);
  }

  /** Whether a file is left out because of itself or of any folder between it and the root. */
  skips(path: string): boolean {
    if (!path.startsWith(`${this.#root}/`)) return true;
    for (let end = path.indexOf("/", this.#root.length + 1); end !== -1; end = path.indexOf("/", end + 1)) {
      if (this.skipsFolder(path.slice(0, end))) return true;
    }
    return this.skipsFile(path);
  }

  #matches(path: string, isFolder: boolean): boolean {
    const suffix = isFolder ? "/" : "";
    const relative = path.slice(this.#root.length + 1) + suffix;
    if (this.#exclude.ignores(relative)) return true;
    // As in git, the ignore file nearest to the path has the last word.
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const verdict = this.#byFolder.get(path.slice(0, end))?.test(path.slice(end + 1) + suffix);
      if (verdict?.ignored) return true;
      if (verdict?.unignored) return false;
    }
    return false;
  }
}

function matcher(patterns: string | readonly string[]): Ignore {
  return ignore({ ignorecase: false, allowRelativePaths: true }).add(patterns);
}
