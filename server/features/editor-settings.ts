/** What an editor shows between the lines and inside them, each part with a setting of its own. */
export interface EditorSettings {
  /** Above definitions, how often they are used. */
  readonly "codeLens.references": boolean;
  /** Behind schedules, what they say in words. */
  readonly "inlayHints.schedules": boolean;
  /** Behind names with variables, what they are in the environment that counts here. */
  readonly "inlayHints.variables": boolean;
  /** Behind the relationship of a Lens join, which one was found when the join was measured last. */
  readonly "inlayHints.relationships": boolean;
}

/** Counts at every definition would be noise for most. */
export const defaultSettings: EditorSettings = {
  "codeLens.references": false,
  "inlayHints.schedules": true,
  "inlayHints.variables": true,
  "inlayHints.relationships": true,
};

/**
 * The settings that an editor has told, by their dotted names or nested, whatever else it told; those that it left out,
 * or that are neither true nor false, are as by default.
 */
export function readSettings(told: unknown): EditorSettings {
  const read = (name: string): unknown => {
    if (!isRecord(told)) return undefined;
    const [group = "", key = ""] = name.split(".");
    const nested = told[group];
    return told[name] ?? (isRecord(nested) ? nested[key] : undefined);
  };
  const entries = Object.entries(defaultSettings).map(([name, byDefault]) => {
    const value = read(name);
    return [name, typeof value === "boolean" ? value : byDefault];
  });
  return Object.fromEntries(entries) as EditorSettings;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
