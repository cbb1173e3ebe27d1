/** Kinds of resources, and of data products, as `type` has them. */
const types = [
  ...["bundle", "cluster", "compute", "data", "database", "dataplane", "depot", "grant", "instance-secret"],
  ...[
    "lakehouse",
    "lens",
    "monitor",
    "operator",
    "pager",
    "policy",
    "resource",
    "secret",
    "service",
    "stack",
  ],
  ...["volume", "worker", "workflow"],
].join("|");

/** Sections that tell a manifest of ours even under a misspelt `type`; others are everyday words. */
const sections = "bundle|cluster|depot|instance-secret|lakehouse|monitor|pager|v1alpha|v1beta|workflow";

const signs = [
  `type["']?[ \\t]*:[ \\t]*["']?(?:${types})\\b`,
  `entity["']?[ \\t]*:[ \\t]*["']?product\\b`,
  `(?:${sections})["']?[ \\t]*:[ \\t]*(?:#.*)?\\r?\\n[ \\t]*\\S`,
  `(?:tables|views|user_groups|entities)[ \\t]*:[ \\t]*(?:#.*)?\\r?\\n[ \\t]*-[ \\t]`,
].join("|");

const sign = new RegExp(`^["']?(?:${signs})`, "m");

/**
 * A cheap look at a text, so that the YAML files of others start nothing; the server decides properly. Only keys
 * of the outermost level count, and only the first part of a large file is looked at.
 */
export function mayBeOurs(text: string): boolean {
  return sign.test(text.slice(0, 20_000));
}
