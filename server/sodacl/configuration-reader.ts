import { nearest } from "../text/nearest.ts";
import { parseThreshold, type Threshold } from "./threshold.ts";

export interface ConfigurationProblem {
  readonly key: string;
  /**
   * `unsupported`: the platform has no such key here and skips it; `unusable`: its value can't be used;
   * `ineffective`: it is read and changes nothing.
   */
  readonly kind: "unsupported" | "unusable" | "ineffective";
  /** One sentence. */
  readonly message: string;
  /** The schema of the manifest finds it as well, so that an editor need not say it twice. */
  readonly inSchema: boolean;
}

/** Reads the values of a check's configuration, each as the type it must have, and keeps what is wrong. */
export class ConfigurationReader {
  readonly problems: ConfigurationProblem[] = [];
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  has(key: string): boolean {
    return this.#values[key] !== undefined && this.#values[key] !== null;
  }

  text(key: string): string | undefined {
    return this.#read(key, "a text", (value) => (typeof value === "string" ? value : undefined));
  }

  /** Names may look like numbers or booleans. */
  label(key: string): string | undefined {
    return this.#read(key, "a text", (value) => (typeof value === "object" ? undefined : String(value)));
  }

  /** A number, also one in quotes. */
  number(key: string): number | undefined {
    return this.#read(key, "a number", (value) => {
      if (typeof value !== "number" && typeof value !== "string") return undefined;
      const number = value === "" ? NaN : Number(value);
      return Number.isFinite(number) ? number : undefined;
    });
  }

  integer(key: string): number | undefined {
    return this.#read(key, "a whole number", (value) => {
      const number = typeof value === "string" && /^[+-]?\d+$/.test(value) ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? Math.trunc(number) : undefined;
    });
  }

  flag(key: string): boolean | undefined {
    return this.#read(key, "true or false", (value) => (typeof value === "boolean" ? value : undefined));
  }

  /** A list of texts, or of numbers (booleans count as such), never of both. */
  values(key: string): readonly Literal[] | undefined {
    const value = this.#values[key];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) return this.#unusable(key, "a list", true);
    if (value.every((item) => typeof item === "string")) return value;
    if (value.every((item) => typeof item === "number" || typeof item === "boolean")) return value;
    return this.#unusable(
      key,
      "a list of texts or a list of numbers, not a mixture (quote the numbers)",
      false,
    );
  }

  texts(key: string): readonly string[] | undefined {
    return this.#read(key, "a list of names", (value) =>
      Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined,
    );
  }

  list(key: string): readonly unknown[] | undefined {
    return this.#read(key, "a list", (value) => (Array.isArray(value) ? (value as unknown[]) : undefined));
  }

  /** A map whose values are all accepted by `accepts`. */
  map<T>(
    key: string,
    expected: string,
    accepts: (value: unknown) => value is T,
  ): Readonly<Record<string, T>> | undefined {
    return this.#read(key, expected, (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
      const map = value as Readonly<Record<string, unknown>>;
      return Object.values(map).every(accepts) ? (map as Readonly<Record<string, T>>) : undefined;
    });
  }

  /** `when` and a threshold. */
  zone(key: string): Threshold | undefined {
    const value = this.#values[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string" || !value.startsWith("when ")) {
      return this.#unusable(key, "`when`, a comparison and a value, as in `when > 10`", true);
    }
    const result = parseThreshold(value.slice("when ".length));
    if ("threshold" in result) return result.threshold;
    this.problem(key, "unusable", `The condition of \`${key}\` can't be read. ${result.problem.message}`);
    return undefined;
  }

  /** Whether changes since the last run are asked for: `any`, or a list of the known ones. */
  changes(key: string, known: readonly string[]): boolean {
    const value = this.#values[key];
    if (value === undefined || value === null) return false;
    const names: unknown[] = Array.isArray(value) ? value : [value];
    const unknown = names.find((name) => !known.includes(String(name)) && name !== "any");
    if (unknown === undefined) return true;
    this.#unusable(key, `\`any\`, or a list of ${known.map((name) => `\`${name}\``).join(", ")}`, true);
    return true;
  }

  /** Reports all keys that are none of these. */
  allowOnly(allowed: Iterable<string>): void {
    const keys = new Set(allowed);
    for (const key of Object.keys(this.#values)) {
      if (keys.has(key)) continue;
      const spelt = key.replaceAll("_", " ");
      const meant = keys.has(spelt) ? spelt : nearest(spelt, keys);
      const message = `This check has no key \`${key}\`${meant ? `; did you mean \`${meant}\`?` : "; remove it."}`;
      this.problem(key, "unsupported", message, true);
    }
  }

  problem(key: string, kind: ConfigurationProblem["kind"], message: string, inSchema = false): void {
    this.problems.push({ key, kind, message, inSchema });
  }

  #read<T>(key: string, expected: string, convert: (value: unknown) => T | undefined): T | undefined {
    const value = this.#values[key];
    if (value === undefined || value === null) return undefined;
    return convert(value) ?? this.#unusable(key, expected, true);
  }

  #unusable(key: string, expected: string, inSchema: boolean): undefined {
    this.problem(key, "unusable", `The value of \`${key}\` must be ${expected}.`, inSchema);
    return undefined;
  }
}

export type Literal = string | number | boolean;
