import { useEffect, useState } from "preact/hooks";
import type { DataResult, GraphNode } from "../../../server/run/results.ts";
import { ask, standsAlone } from "../host.ts";
import { count, Failure } from "../parts.tsx";
import { Rows } from "../rows.tsx";

/** The rows of a dataset that no step here has written: those that came with the page, else those that the extension knows. */
export function FirstRows({ node, known }: { node: GraphNode; known: readonly DataResult[] | undefined }) {
  const { file, name: dataset } = node;
  const [asked, setAsked] = useState<DataResult | { readonly error: string }>();
  const given = known?.find((each) => each.dataset === dataset);
  useEffect(() => {
    if (given || standsAlone()) return;
    let wanted = true;
    ask("firstRows", { file, dataset }).then(
      (answer) => wanted && setAsked(answer),
      (error: Error) => wanted && setAsked({ error: error.message }),
    );
    return () => (wanted = false);
  }, [file, dataset]);

  const data = given ?? asked;
  if (!data) return null;
  if (data.error !== undefined) return <Failure message={data.error} />;
  const { columns, rows, total, sample } = data as DataResult;
  return (
    <>
      <p class="quiet">
        {count(total, "row")} · {count(columns.length, "column")}
        {sample !== null && ` · ${sample}`}
      </p>
      <Rows label={`Rows of ${dataset}`} columns={columns} rows={rows} />
      {total > rows.length && (
        <p class="quiet">
          The first {rows.length} of {count(total, "row")}.
        </p>
      )}
    </>
  );
}
