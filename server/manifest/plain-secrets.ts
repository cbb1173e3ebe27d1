import { hasPlaceholder } from "../template/placeholder.ts";
import type { Problem } from "../text/problem.ts";
import type { OffsetRange } from "../text/range.ts";
import type { PlainSecret } from "./model.ts";

/**
 * Secrets that their shape gives away, wherever in a part of a text they stand, comments included: keys and tokens
 * of well-known services, webhook URLs, and passwords in connection strings.
 */
export function secretsByShape(text: string, { start, end }: OffsetRange): readonly PlainSecret[] {
  const found: PlainSecret[] = [];
  for (const match of text.slice(start, end).matchAll(anyShape)) {
    const [name, value] = Object.entries(match.groups ?? {}).find(([, part]) => part !== undefined) ?? [];
    const shape = name === undefined ? undefined : shapes[name];
    if (!shape || value === undefined || isMadeUp(match[0]) || isMadeUp(value)) continue;
    const from = start + match.index + match[0].lastIndexOf(value);
    found.push({ start: from, end: from + value.length, what: shape.what, webhook: shape.webhook ?? false });
    if (found.length >= maxFound) break;
  }
  return found;
}

/**
 * Passwords, tokens and keys that code or SQL gives a name, such as `password = "…"`, `"api_key": "…"` or
 * `IDENTIFIED BY '…'`: where letters and digits are mixed, for of words it can't be told what they are.
 */
export function secretsInCode(text: string): readonly PlainSecret[] {
  const found: PlainSecret[] = [];
  for (const match of text.matchAll(assignment)) {
    const { name = "password", value: assigned, sqlValue } = match.groups ?? {};
    const value = assigned ?? sqlValue ?? "";
    if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || isStandIn(value)) continue;
    const end = match.index + match[0].length - 1;
    found.push({ start: end - value.length, end, what: `The value of \`${name}\``, webhook: false });
    if (found.length >= maxFound) break;
  }
  return found;
}

const assignment = new RegExp(
  [
    String.raw`\b(?<name>(?:\w{0,60}[_-])?(?:password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|secret_?key))`,
    String.raw`(?:["']\])?["']?\s{0,20}(?::\s{0,5}str\s{0,5})?(?:=>|[=:])\s{0,20}[rbu]?["'](?<value>[^\s"'\\]{8,300})["']`,
    "|",
    String.raw`\b(?:identified\s{1,20}by|password)\s{1,20}'(?<sqlValue>[^\s'\\]{8,300})'`,
  ].join(""),
  "giu",
);

/** A problem's range, severity where it is not the usual one, and message, which never repeats the secret. */
export function secretProblem(
  { start, end, what, webhook }: PlainSecret,
  remedy: string,
): Pick<Problem, "range" | "message"> & { readonly severity?: "hint" } {
  const range = { start, end };
  return webhook
    ? {
        range,
        severity: "hint",
        message: `${what} stands here in plain text, and whoever knows it can post; ${remedy}`,
      }
    : { range, message: `${what} stands here in plain text; ${remedy}` };
}

/** More than anybody needs to see; it bounds what a hostile text costs. */
const maxFound = 1_000;

/** Whether the value of a variable should not be shown: its name or its shape says so. */
export function looksSecret(name: string, value: string): boolean {
  if (secretsByShape(value, { start: 0, end: value.length }).length > 0) return true;
  return hasSecretName(name) && !isStandIn(value);
}

/** Whether a variable of this name holds a secret, as far as names tell. */
export function hasSecretName(name: string): boolean {
  return /(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|webhook)s?(?:$|[^a-z])|key$/iu.test(name);
}

/** Whether a value that should be secret plainly is none: a placeholder, masked, made up, or where to find it. */
export function isStandIn(value: string): boolean {
  const text = value.trim();
  const password = /^[a-z][a-z+.-]*:\/\/[^\s:/@]*:([^\s@]*)@/iu.exec(text)?.[1];
  if (password !== undefined) return isMadeUp(password);
  if (text.startsWith("{")) return secretsOfJson(text).every((each) => isMadeUp(each));
  return text === "" || isMadeUp(text) || pointers.some((pattern) => pattern.test(text));
}

/** Of a registry login or a service account. */
function secretsOfJson(text: string): readonly string[] {
  const parts = text.matchAll(/"(?:auth|password|private_key)"\s{0,20}:\s{0,20}"([^"]+)"/gu);
  return [...parts].flatMap(([, value]) => value ?? []);
}

function isMadeUp(text: string): boolean {
  return hasPlaceholder(text) || madeUp.some((pattern) => pattern.test(text));
}

const madeUp: readonly RegExp[] = [
  // Masked, in brackets, or one character over and over.
  /^(.)\1*$/su,
  /\*\*|\.\.\.|…|x{4}|X{4}|•/u,
  /^[<({[][^]*[>)}\]]$/u,
  // Says of itself that it is made up.
  /fake|dummy|example|sample|placeholder|redacted|masked|replace|change[-_ ]?(?:me|it)|(?:^|[^a-z])(?:your|my|the|some|todo|none|test)(?:[^a-z]|$)/iu,
  /^(?:user|admin|api|access|secret|private|git|db)?[-_ ]?(?:password|passwd|passphrase|pwd|pass|secret|token|key|seed)$/iu,
  /^(?:abcd|1234|0123)/iu,
];

/** Says where the secret is, or whether there is one. */
const pointers: readonly RegExp[] = [
  /^(?:true|false|null|yes|no)$/iu,
  /^(?:\.{0,2}\/|~\/|[a-z][a-z+.-]*:\/\/)/iu,
  /^(?:env|vault|file|secret|secrets|arn):/iu,
];

interface Shape {
  /** How messages call it. */
  readonly what: string;
  /** Matches the secret itself; lengths are bounded, and each begins with something rare. */
  readonly pattern: string;
  /** What must stand before the secret. */
  readonly before?: string;
  readonly webhook?: boolean;
}

const shapes: Readonly<Record<string, Shape>> = {
  aws: {
    what: "An AWS access key",
    pattern: String.raw`(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
    before: String.raw`\b`,
  },
  github: {
    what: "A GitHub token",
    pattern: String.raw`(?:gh[opsru]_[A-Za-z0-9]{36}|github_pat_\w{60,90})\b`,
    before: String.raw`\b`,
  },
  gitlab: { what: "A GitLab token", pattern: String.raw`glpat-[\w-]{20,64}`, before: String.raw`\b` },
  slack: {
    what: "A Slack token",
    pattern: String.raw`xox[abeoprs]-[0-9A-Za-z-]{20,200}`,
    before: String.raw`\b`,
  },
  google: { what: "A Google API key", pattern: String.raw`AIza[\w-]{35}`, before: String.raw`\b` },
  databricks: { what: "A Databricks token", pattern: String.raw`dapi[0-9a-f]{32}`, before: String.raw`\b` },
  privateKey: {
    what: "A private key",
    pattern: String.raw`-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----\s{0,40}(?:\\n)?[A-Za-z0-9+/=]{32}`,
  },
  slackHook: {
    what: "A Slack webhook",
    pattern: String.raw`https://hooks\.slack\.com/(?:services|workflows)/[\w/-]{20,200}`,
    webhook: true,
  },
  teamsHook: {
    what: "A Microsoft Teams webhook",
    pattern: String.raw`https://(?:outlook\.office\.com/webhook|[\w-]{1,63}\.webhook\.office\.com/webhookb2)/[\w@/-]{20,300}`,
    webhook: true,
  },
  discordHook: {
    what: "A Discord webhook",
    pattern: String.raw`https://discord(?:app)?\.com/api/webhooks/\d{5,25}/[\w-]{20,200}`,
    webhook: true,
  },
  login: {
    what: "A password in a URL",
    before: String.raw`://[^\s:/@"'<>]{1,100}:`,
    pattern: String.raw`[^\s:/@"'<>]{3,200}(?=@\w)(?!@(?:localhost|127\.0\.0\.1)\b|@[\w.-]{0,100}\bexample\.)`,
  },
  parameter: {
    what: "A secret in a connection string",
    before: String.raw`[?&;](?:password|pwd|AccountKey|SharedAccessKey|sig)=`,
    pattern: String.raw`[^\s&;"'<>]{6,300}`,
  },
};

const anyShape = new RegExp(
  Object.entries(shapes)
    .map(([name, { before = "", pattern }]) => `${before}(?<${name}>${pattern})`)
    .join("|"),
  "gu",
);
