import type { ColumnProfile, DatasetProfile, ProfileResult } from "../../server/run/results.ts";
import { Histogram, percent, TopValues } from "./bar.tsx";
import { count, Empty, Failure, Scroll } from "./parts.tsx";
import { cellText, CellText, sideOf } from "./cell.tsx";

/** Each dataset's columns: how full, how distinct, how distributed. */
export function Profiles({ datasets }: ProfileResult) {
  if (datasets.length === 0) {
    return (
      <Empty title="This file names no dataset.">
        Datasets are named by addresses such as dataos://depot:collection/dataset.
      </Empty>
    );
  }
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
      <header>
        <h1>{dataset}</h1>
        {!error && (
          <span class="quiet">
            {count(rows, "row")} · {count(columns.length, "column")}
          </span>
        )}
      </header>
      {error ? <Failure message={error} /> : <Columns dataset={dataset} columns={columns} rows={rows} />}
    </section>
  );
}

function Columns({ dataset, columns, rows }: Pick<DatasetProfile, "dataset" | "columns" | "rows">) {
  return (
    <Scroll label={`Columns of ${dataset}`}>
      <table class="whole">
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
            <th scope="col" class="number">
              least
            </th>
            <th scope="col" class="number">
              greatest
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow key={column.name} column={column} rows={rows} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function ColumnRow({ column, rows }: { column: ColumnProfile; rows: number }) {
  const { name, type, nulls, distinct, min, max, histogram, topValues } = column;
  const side = sideOf(type);
  return (
    <tr>
      <th scope="row">
        {name}
        <span class="type">{type.toLowerCase()}</span>
      </th>
      <td class={`number${nulls > 0 ? "" : " quiet"}`}>{percent(nulls, rows)}</td>
      <td class="number">{distinct === rows && rows > 0 ? "all" : distinct.toLocaleString("en")}</td>
      <td title={middleOf(column)}>
        {histogram.length > 1 ? (
          <Histogram name={name} bins={histogram} />
        ) : (
          <TopValues values={topValues} rows={rows} />
        )}
      </td>
      <td class={side}>
        <CellText cell={min} />
      </td>
      <td class={side}>
        <CellText cell={max} />
      </td>
    </tr>
  );
}

/** Mean and quartiles, for the tooltip. */
function middleOf({ mean, quantiles }: ColumnProfile): string | undefined {
  const facts = [
    ...(mean === null ? [] : [`mean ${mean.toLocaleString("en", { maximumFractionDigits: 2 })}`]),
    ...(quantiles === null ? [] : [`quartiles ${quantiles.map(cellText).join(", ")}`]),
  ];
  return facts.length > 0 ? facts.join("; ") : undefined;
}
