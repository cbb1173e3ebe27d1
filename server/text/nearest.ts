import { distance } from "fastest-levenshtein";

/**
 * The candidate that `name` was probably meant to be, or undefined when none is near enough:
 * at most one edit for every three characters, case aside, and never more than three edits.
 * Two neighbouring characters in the wrong order are one edit (`corn` for `cron`).
 * @param mostEdits where more or less is known of the names
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  mostEdits = Math.min(3, Math.max(1, Math.floor(name.length / 3))),
): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestEdits = mostEdits + 1;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= bestEdits) continue;
    const edits = editsBetween(wanted, candidate.toLowerCase());
    if (edits < bestEdits) {
      best = candidate;
      bestEdits = edits;
    }
  }
  return best;
}

function editsBetween(one: string, other: string): number {
  return isSwap(one, other) ? 1 : distance(one, other);
}

/** Whether the words differ in the order of two neighbouring characters, and in nothing else. */
function isSwap(one: string, other: string): boolean {
  if (one.length !== other.length || one === other) return false;
  let at = 0;
  while (one[at] === other[at]) at++;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
