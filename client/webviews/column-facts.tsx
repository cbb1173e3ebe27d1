import type { ComponentChildren } from "preact";
import type { Cell, Column } from "../../server/engine/engine.ts";
import type { ColumnProfile } from "../../server/run/results.ts";
import { Bar, Histogram, percent } from "./bar.tsx";
import { CellText, isCut } from "./cell.tsx";
import { WholeValue } from "./grid/value.tsx";

/** What is in the column that the user is on, and the whole of a value that its cell can't show. */
export function ColumnFacts({
  column: { name, type },
  profile,
  rows,
  row,
  value,
}: {
  column: Column;
  /** Undefined when it could not be had. */
  profile: ColumnProfile | "to come" | undefined;
  rows: number;
  row: number;
  /** Undefined on the header, and while it is on its way. */
  value: Cell | undefined;
}) {
  return (
    <aside class="facts" aria-label={`Column ${name}`} tabIndex={0}>
      <h2>
        {name} <span class="type">{type.toLowerCase()}</span>
      </h2>
      {value !== undefined && isCut(value) && (
        <>
          <h3>Row {(row + 1).toLocaleString("en")}</h3>
          <WholeValue name={name} value={value} />
        </>
      )}
      {profile === "to come" && <p class="quiet">Reading the whole column…</p>}
      {typeof profile === "object" && <Facts profile={profile} rows={rows} />}
    </aside>
  );
}

function Facts({ profile, rows }: { profile: ColumnProfile; rows: number }) {
  const { name, nulls, distinct, min, max, mean, quantiles, histogram, topValues } = profile;
  const [lower, middle, upper] = quantiles ?? [];
  return (
    <>
      {histogram.length > 1 && <Histogram name={name} bins={histogram} />}
      <dl>
        <Fact name="null">
          {nulls.toLocaleString("en")}
          {nulls > 0 && <span class="quiet"> {percent(nulls, rows)}</span>}
        </Fact>
        <Fact name="distinct">{distinct.toLocaleString("en")}</Fact>
        {min !== null && (
          <Fact name="least">
            <CellText cell={min} />
          </Fact>
        )}
        {max !== null && (
          <Fact name="greatest">
            <CellText cell={max} />
          </Fact>
        )}
        {mean !== null && <Fact name="mean">{mean.toLocaleString("en", { maximumFractionDigits: 4 })}</Fact>}
        {lower !== undefined && middle !== undefined && upper !== undefined && (
          <>
            <Fact name="quarter below">
              <CellText cell={lower} />
            </Fact>
            <Fact name="half below">
              <CellText cell={middle} />
            </Fact>
            <Fact name="quarter above">
              <CellText cell={upper} />
            </Fact>
          </>
        )}
      </dl>
      {topValues.length > 0 && (
        <>
          <h3>Most frequent</h3>
          <ol class="frequent">
            {topValues.map(({ value, count }, index) => (
              <li key={index}>
                <CellText cell={value} />
                <span class="quiet">{count.toLocaleString("en")}</span>
                <Bar
                  part={count}
                  whole={topValues[0]?.count ?? 0}
                  label="of the most frequent value's rows"
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
