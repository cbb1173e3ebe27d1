import { defineRule } from "../rule.ts";

/** Everybody who can read the repository can read what stands in it. The message never repeats the secret. */
export const rule = defineRule({
  id: "plain-secret",
  severity: "warning",
  summary: "A password, key, token or webhook stands in a manifest in plain text.",
  check({ manifest, report }) {
    for (const { start, end, what, webhook } of manifest.secrets ?? []) {
      report({
        range: { start, end },
        ...(webhook && { severity: "hint" }),
        message: webhook
          ? `${what} stands here in plain text, and whoever knows it can post; write an environment variable such as \`\${WEBHOOK_URL}\` instead.`
          : `${what} stands here in plain text; write an environment variable such as \`\${SECRET}\` instead.`,
      });
    }
  },
});
