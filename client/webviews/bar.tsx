import type { ColumnProfile } from "../../server/run/results.ts";
import { cellText } from "./cell.tsx";

/** A share of a whole. Drawn, because the page's policy allows no inline style. */
export function Bar({ part, whole, label }: { part: number; whole: number; label: string }) {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  return (
    <svg
      class="bar"
      viewBox="0 0 100 1"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${percent(part, whole)} ${label}`}
    >
      <rect class="part" width={share} height="1" />
    </svg>
  );
}

export function Histogram({ name, bins }: { name: string; bins: ColumnProfile["histogram"] }) {
  const highest = Math.max(...bins.map(({ count }) => count), 1);
  const fullest = bins.find(({ count }) => count === highest);
  return (
    <svg
      class="histogram"
      viewBox={`0 0 ${bins.length} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={
        fullest
          ? `Distribution of ${name}: most often ${figure(fullest.from)} to ${figure(fullest.to)}, ${fullest.count} times`
          : `Distribution of ${name}`
      }
    >
      {bins.map(({ from, to, count }, index) => (
        <g key={index}>
          <title>{`${figure(from)} to ${figure(to)}: ${count.toLocaleString("en")}`}</title>
          <rect class="space" x={index} width="1" height="1" />
          <rect
            class="part"
            x={index + 0.05}
            width="0.9"
            y={1 - barHeight(count, highest)}
            height={barHeight(count, highest)}
          />
        </g>
      ))}
    </svg>
  );
}

/** The two most frequent values with their shares; nothing where none stands out. */
export function TopValues({ values, rows }: { values: ColumnProfile["topValues"]; rows: number }) {
  if ((values[0]?.count ?? 0) < rows / 50) return null;
  return (
    <span class="top-values">
      {values.slice(0, 2).map(({ value, count }, index) => (
        <span key={index}>
          <span class="value">{value === null ? "null" : cellText(value)}</span>{" "}
          <span class="quiet">{percent(count, rows)}</span>
        </span>
      ))}
    </span>
  );
}

/** `12.5 %`; what is neither nothing nor everything is never told as such. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0 %";
  if (part === whole) return "100 %";
  return `${Math.min(Math.max((100 * part) / whole, 0.1), 99.9).toFixed(1)} %`;
}

/** A value that occurs at all is to be seen. */
function barHeight(count: number, highest: number): number {
  return count === 0 ? 0 : Math.max(count / highest, 0.04);
}

function figure(n: number): string {
  return n.toLocaleString("en", { maximumFractionDigits: 2 });
}
