const sign =
  /^\s*(?:type\s*:\s*["']?(?:workflows?|depot|cluster|secret|instance-secret|bundle|monitor|pager|service|worker|policy|data|lens|stack|lakehouse|volume|database|compute|operator|grant|resource)\b|entity\s*:\s*["']?product\b|(?:v1alpha|v1beta|workflow|tables|views|user_groups|entities|sampleData|external)\s*:)/m;

/** A cheap look at the text; the server decides properly. Kept to the first part of the file. */
export function mayBeOurs(text: string): boolean {
  return sign.test(text.slice(0, 20_000));
}
