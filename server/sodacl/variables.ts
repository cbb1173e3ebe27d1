const placeholder = /\$\{\s*([A-Za-z_][\w.]*)\s*\}/g;

/** The text with `${NAME}` replaced by the variable's value; variables without one stay as they are. */
export function resolveText(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
  );
}

/** The same for every text inside a plain value, keys included. */
export function resolveValue(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") return resolveText(value, variables);
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, variables));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [resolveText(key, variables), resolveValue(item, variables)]),
  );
}

/** The first variable that a plain value mentions. */
export function findVariable(value: unknown): string | undefined {
  if (typeof value === "string") return new RegExp(placeholder.source).exec(value)?.[1];
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = findVariable(key) ?? findVariable(item);
    if (found) return found;
  }
  return undefined;
}
