/** Rules about YAML itself: what Red Hat's extension tells of the same line, whatever the file. */
const aboutYaml = new Set(["yaml-syntax", "duplicate-key"]);

/** A diagnostic as far as it matters here; VS Code's are such. */
interface Coded {
  readonly code?: string | number | { readonly value: string | number };
}

/** Without what another extension that checks YAML underlines too. */
export function withoutDoubled<D extends Coded>(diagnostics: readonly D[], yamlIsChecked: boolean): D[] {
  return diagnostics.filter(({ code }) => {
    const rule = typeof code === "object" ? code.value : code;
    return !yamlIsChecked || !aboutYaml.has(String(rule));
  });
}
