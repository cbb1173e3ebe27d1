import type { JoinSide, KeyCounts, Partners } from "../../server/run/results.ts";
import { Bar } from "./bar.tsx";
import { count } from "./parts.tsx";

/** Of one side: how many rows of the other one its rows meet, and the keys that stand out. */
export function Side({
  name,
  rows,
  partners = [],
  orphanKeys,
  duplicateKeys,
  other,
}: JoinSide & { readonly other: string }) {
  return (
    <article class="side">
      <h3>
        A row of {name} meets … of {other}
      </h3>
      <table class="partners">
        <tbody>
          {partners.map((range) => (
            <tr key={range.from}>
              <th scope="row">{rangeText(range)}</th>
              <td class="drawn">
                <Bar part={range.rows} whole={rows} label={`of the rows of ${name}`} />
              </td>
              <td class="number">{count(range.rows, "row")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Keys title="Without a partner" counts={orphanKeys} />
      <Keys title="Repeated" counts={duplicateKeys} />
    </article>
  );
}

/** Different keys of one sort, those of most rows by name. */
function Keys({ title, counts }: { title: string; counts: KeyCounts | undefined }) {
  if (!counts || counts.keys === 0) return null;
  return (
    <p class="keys">
      <span class="quiet">
        {title}: {count(counts.keys, "key")}
      </span>
      {counts.examples.map(({ key, rows }) => (
        <span key={key} class="key">
          <code>{key}</code>
          {rows > 1 && <span class="quiet"> ×{rows.toLocaleString("en")}</span>}
        </span>
      ))}
      {counts.keys > counts.examples.length && <span class="quiet">…</span>}
    </p>
  );
}

function rangeText({ from, to }: Partners): string {
  if (from === 0) return "none";
  const least = from.toLocaleString("en");
  return from === to ? least : `${least}–${to.toLocaleString("en")}`;
}
