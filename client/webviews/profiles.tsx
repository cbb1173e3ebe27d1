import type { Cell } from "../../server/engine/engine.ts";
import type { ColumnProfile, DatasetProfile, ProfileResult } from "../../server/run/results.ts";
import { CellText, cellText, count } from "./parts.tsx";

/** Each dataset's columns: how full, how distinct, how distributed. */
export function Profiles({ datasets }: ProfileResult) {
  if (datasets.length === 0) return <p class="empty">This file names no dataset.</p>;
  return (
    <>
      {datasets.map((dataset) => (
        <Profile key={dataset.dataset} {...dataset} />
      ))}
    </>
  );
}

function Profile({ dataset, rows, columns, error }: DatasetProfile) {
  return (
    <section>
      <h2>
        {dataset} <span class="quiet">{error ? "" : count(rows, "row")}</span>
      </h2>
      {error ? (
        <p class="error">{error}</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">column</th>
                <th scope="col" class="number">
                  null
                </th>
                <th scope="col" class="number">
                  distinct
                </th>
                <th scope="col">distribution</th>
                <th scope="col">min</th>
                <th scope="col">max</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <ColumnRow key={column.name} column={column} rows={rows} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function ColumnRow({ column, rows }: { column: ColumnProfile; rows: number }) {
  return (
    <tr>
      <th scope="row">
        {column.name}
        <span class="type">{column.type.toLowerCase()}</span>
      </th>
      <td class="number">{rows === 0 ? "" : `${((100 * column.nulls) / rows).toFixed(1)} %`}</td>
      <td class="number">{column.distinct.toLocaleString()}</td>
      <td>
        {column.histogram.length > 0 ? (
          <Histogram column={column} />
        ) : (
          <TopValues column={column} rows={rows} />
        )}
      </td>
      <ValueCell cell={column.min} />
      <ValueCell cell={column.max} />
    </tr>
  );
}

/** Long values are cut; the whole is a hover away. */
function ValueCell({ cell }: { cell: Cell }) {
  return (
    <td class="value" title={cell === null ? "" : cellText(cell)}>
      <CellText cell={cell} />
    </td>
  );
}

function Histogram({ column: { histogram } }: { column: ColumnProfile }) {
  const highest = Math.max(...histogram.map((bin) => bin.count), 1);
  return (
    <div
      class="histogram"
      role="img"
      aria-label={histogram.map(({ from, to, count }) => `${from} to ${to}: ${count}`).join("; ")}
    >
      {histogram.map(({ from, to, count }) => (
        <div
          key={from}
          title={`${from} … ${to}: ${count}`}
          style={{ height: `${(100 * count) / highest}%` }}
        />
      ))}
    </div>
  );
}

function TopValues({ column: { topValues }, rows }: { column: ColumnProfile; rows: number }) {
  return (
    <span class="quiet">
      {topValues
        .slice(0, 3)
        .map(({ value, count }) => `${cellText(value)} ${((100 * count) / Math.max(rows, 1)).toFixed(0)} %`)
        .join(" · ")}
    </span>
  );
}
