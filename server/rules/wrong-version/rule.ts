import { nounOf } from "../nouns.ts";
import { defineRule } from "../rule.ts";

/** A reference that carries a version must carry that of the manifest it names. */
export const rule = defineRule({
  id: "wrong-version",
  severity: "error",
  summary: "A reference names a resource that exists, in a version that it does not have.",
  check({ manifest, workspace, report }) {
    for (const { symbols, name, range, version, versionRange, open } of manifest.references) {
      if (open || !version) continue;
      const versions = symbols
        .flatMap((symbol) => workspace.definitions(symbol, name))
        .flatMap(({ definition }) => definition.version ?? []);
      if (versions.length === 0 || versions.includes(version)) continue;
      const place = versionRange ?? range;
      const [only] = versions;
      report({
        range: place,
        message: `The ${nounOf(symbols[0]).name} "${name}" has version ${versions.join(" and ")}, not ${version}; correct the version.`,
        fixes:
          versionRange && only !== undefined && versions.length === 1
            ? [{ title: `Change to "${only}"`, edits: [{ range: versionRange, newText: only }] }]
            : [],
      });
    }
  },
});
