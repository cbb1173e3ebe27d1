import { secretProblem } from "../../manifest/plain-secrets.ts";
import { defineRule } from "../rule.ts";

/** Everybody who can read the repository can read what stands in it. The message never repeats the secret. */
export const rule = defineRule({
  id: "plain-secret",
  severity: "warning",
  summary: "A password, key, token or webhook in plain text, in a manifest or in Python or SQL beside it.",
  check({ manifest, report }) {
    for (const secret of manifest.secrets ?? []) {
      const variable = secret.webhook ? "${WEBHOOK_URL}" : "${SECRET}";
      report(secretProblem(secret, `write an environment variable such as \`${variable}\` instead.`));
    }
  },
});
