import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyEdits } from "../../server/text/edits.ts";
import { Checker } from "../../server/rules/checker.ts";
import { createInProcessSqlService } from "../../server/sql/in-process.ts";
import { Lines } from "../../server/text/lines.ts";
import type { Problem, TextEdit } from "../../server/text/problem.ts";
import { MemoryFileSystem } from "../../server/workspace/memory-file-system.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { sampleFolder } from "./sample.ts";

/** The sample's files, text by path; of its data only the paths. */
export const sampleTexts: ReadonlyMap<string, string> = readTexts();

const sql = createInProcessSqlService();

/** The sample in memory, as an editor holds it: after each change only what it affects is checked again. */
export class EditedSample {
  readonly #workspace: Workspace;
  readonly #checker: Checker;
  readonly #texts = new Map(sampleTexts);
  /** Last error-free text of the files that are broken now. */
  readonly #errorFree = new Map<string, string>();

  private constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.#checker = new Checker(workspace, sql, {
      onBug: (rule, error) => {
        throw new Error(`The rule ${rule.id} threw.`, { cause: error });
      },
    });
  }

  static async open(texts: ReadonlyMap<string, string> = sampleTexts): Promise<EditedSample> {
    const files = [...texts].map(([path, text]) => [`/sample/${path}`, text]);
    const sample = new EditedSample(
      await Workspace.open(
        "/sample",
        new MemoryFileSystem(Object.fromEntries(files) as Record<string, string>),
      ),
    );
    for (const [path, text] of texts) sample.#texts.set(path, text);
    await sample.#checker.checkAll();
    return sample;
  }

  /** The same texts, checked from scratch; what is broken has been whole before. */
  async openAnew(): Promise<EditedSample> {
    const sample = await EditedSample.open(new Map([...this.#texts, ...this.#errorFree]));
    for (const path of this.#errorFree.keys()) await sample.type(path, this.text(path));
    return sample;
  }

  text(path: string): string {
    return this.#texts.get(path) ?? "";
  }

  async type(path: string, text: string): Promise<void> {
    const before = this.text(path);
    const wasBroken = this.#workspace.facts(path).broken;
    this.#texts.set(path, text);
    const files = this.#workspace.affectedBy(this.#workspace.update(path, text));
    if (!this.#workspace.facts(path).broken) this.#errorFree.delete(path);
    else if (!wasBroken) this.#errorFree.set(path, before);
    for (const file of files) await this.#checker.check(file);
    for (const file of files) await this.#checker.finish(file);
  }

  /** All problems, as tables of mistakes write them. */
  problems(): readonly string[] {
    return this.#found().map(({ file, problem: { range, severity, rule, message } }) => {
      const text = this.text(file);
      const line = new Lines(text).position(range.start).line + 1;
      const [underlined = ""] = text.slice(range.start, range.end).split("\n");
      return `${file}:${line} ‹${underlined}› ${severity} ${rule}: ${message}`;
    });
  }

  /** Takes the preferred fix of every problem. @returns the files that this changes */
  async fixAll(): Promise<readonly string[]> {
    const edits = new Map<string, TextEdit[]>();
    for (const { file, problem } of this.#found()) {
      const [preferred] = problem.fixes ?? [];
      if (preferred) edits.set(file, [...(edits.get(file) ?? []), ...preferred.edits]);
    }
    for (const [file, changes] of edits) await this.type(file, applyEdits(this.text(file), changes));
    return [...edits.keys()];
  }

  #found(): readonly { readonly file: string; readonly problem: Problem }[] {
    return [...this.#checker.files]
      .toSorted()
      .flatMap((file) => this.#checker.problems(file).map((problem) => ({ file, problem })));
  }
}

function readTexts(): ReadonlyMap<string, string> {
  const paths = (readdirSync(sampleFolder, { recursive: true }) as string[]).filter(
    (path) => /\.\w+$/.test(path) && !path.startsWith("."),
  );
  const isData = (path: string) => path.endsWith(".csv");
  return new Map(
    paths.map((path) => [
      path.replaceAll("\\", "/"),
      isData(path) ? "" : readFileSync(join(sampleFolder, path), "utf8"),
    ]),
  );
}
