import type { ComponentChildren } from "preact";
import type { JoinFigures, JoinSide } from "../../server/run/results.ts";
import { percent } from "./bar.tsx";
import { count } from "./parts.tsx";

/** Both sides as columns, the rows that find a partner joined by a band; each part told beside it. */
export function JoinPicture({ left, right, observed, declared }: JoinFigures) {
  return (
    <div class="match">
      <Parts {...left} />
      <div class="match-drawing">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <path class="band" d={band(heights(left).matched, heights(right).matched)} />
          <Stack x={0} side={left} />
          <Stack x={100 - thickness} side={right} />
        </svg>
        <p class="cardinality">
          <strong>{observed}</strong>
          {declared && <span class="quiet">declared {declared}</span>}
        </p>
      </div>
      <Parts {...right} />
    </div>
  );
}

function Parts({ name, keys, rows, nullKeys, unmatched }: JoinSide) {
  const matched = rows - unmatched;
  return (
    <div class="match-side">
      <h2>{name}</h2>
      <p class="quiet">{keys.length > 0 ? <code>{keys.join(", ")}</code> : "a condition without keys"}</p>
      <ul>
        <Part kind="matched">
          {matched.toLocaleString("en")} of {count(rows, "row")} find a partner{" "}
          <span class="quiet">{percent(matched, rows)}</span>
        </Part>
        {unmatched > nullKeys && (
          <Part kind="lonely">{count(unmatched - nullKeys, "row finds", "rows find")} none</Part>
        )}
        {nullKeys > 0 && <Part kind="keyless">{count(nullKeys, "row has", "rows have")} no key</Part>}
      </ul>
    </div>
  );
}

type Kind = "matched" | "lonely" | "keyless";

function Part({ kind, children }: { kind: Kind; children: ComponentChildren }) {
  return (
    <li>
      <svg class="swatch" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
        <rect class={kind} width="10" height="10" />
      </svg>
      <span>{children}</span>
    </li>
  );
}

function Stack({ x, side }: { x: number; side: JoinSide }) {
  const { matched, lonely, keyless } = heights(side);
  const parts: readonly (readonly [Kind, top: number, height: number])[] = [
    ["matched", 0, matched],
    ["lonely", matched, lonely],
    ["keyless", matched + lonely, keyless],
  ];
  return (
    <g>
      <rect class="whole" x={x} width={thickness} height="100" />
      {parts.map(([kind, top, height]) =>
        height > 0 ? <rect key={kind} class={kind} x={x} y={top} width={thickness} height={height} /> : null,
      )}
    </g>
  );
}

/** Of a column, in hundredths of the drawing's width. */
const thickness = 7;

/** What occurs at all is to be seen. */
const least = 3;

/** Hundredths of a side's column; all of them together are 100, or 0 for a side without rows. */
function heights({ rows, nullKeys, unmatched }: JoinSide): Record<Kind, number> {
  const counts = { matched: rows - unmatched, lonely: unmatched - nullKeys, keyless: nullKeys };
  const visible = (n: number) => (n === 0 ? 0 : Math.max(least, (100 * n) / rows));
  const all = visible(counts.matched) + visible(counts.lonely) + visible(counts.keyless);
  const share = (n: number) => (all === 0 ? 0 : (100 * visible(n)) / all);
  return { matched: share(counts.matched), lonely: share(counts.lonely), keyless: share(counts.keyless) };
}

function band(left: number, right: number): string {
  const [from, to] = [thickness, 100 - thickness];
  return `M${from} 0H${to}V${right}C50 ${right} 50 ${left} ${from} ${left}Z`;
}
