import { useEffect, useMemo, useReducer, useState } from "preact/hooks";
import type { Cell } from "../../server/engine/engine.ts";
import type { ColumnProfile, DataResult, Sort } from "../../server/run/results.ts";
import { pageRows } from "../result.ts";
import { ColumnFacts } from "./column-facts.tsx";
import type { Place } from "./grid/cursor.ts";
import { Grid } from "./grid/grid.tsx";
import { PagedRows } from "./grid/row-source.ts";
import { ask } from "./host.ts";
import { count, Failure } from "./parts.tsx";

/** The rows of a dataset, as many as there are, with what is in the column that the user is on. */
export function DataPreview(opened: DataResult) {
  const [shown, setShown] = useState({ opened, first: opened });
  // Another dataset, or the same one read anew.
  const first = shown.opened === opened ? shown.first : opened;
  const show = (page: DataResult) => setShown({ opened, first: page });
  const [, redraw] = useReducer<number, undefined>((drawn) => drawn + 1, 0);
  const [note, setNote] = useState("");
  const [failure, setFailure] = useState<string>();
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const profiles = useProfiles(opened);

  const source = useMemo(() => {
    return new PagedRows({
      first,
      pageRows,
      fetch: async (offset, limit) => {
        const page = await readRows(offset, limit, first.sort);
        if (page.fingerprint === first.fingerprint) return page;
        // The rows are others than those that are shown: begin anew.
        show(await readRows(0, pageRows, first.sort));
        throw new Error("The data has changed meanwhile; these are the rows as they are now.");
      },
      onArrival: () => redraw(undefined),
      onFailure: setFailure,
    });
  }, [first]);

  const sortBy = async (sort: Sort | null) => {
    setFailure(undefined);
    try {
      show(await readRows(0, pageRows, sort));
      setNote(
        sort
          ? `Sorted by ${sort.column}, ${sort.descending ? "descending" : "ascending"}.`
          : "In the dataset's own order.",
      );
    } catch (error) {
      setFailure(messageOf(error));
    }
  };
  const exportAll = async () => {
    setFailure(undefined);
    try {
      const written = await ask("export", { sort: first.sort ?? undefined });
      if (written) setNote(`${count(written.rows, "row")} exported.`);
    } catch (error) {
      setFailure(messageOf(error));
    }
  };

  const { dataset, error, columns, total, sample } = first;
  if (error !== undefined) {
    return (
      <section>
        <header>
          <h1>{dataset}</h1>
        </header>
        <Failure message={error} />
      </section>
    );
  }
  const column = columns[place.column];
  const value: Cell | undefined = place.row < 0 ? undefined : source.row(place.row)?.[place.column];
  return (
    <section class="data">
      <header>
        <h1>{dataset}</h1>
        <span class="quiet">
          {count(total, "row")} · {count(columns.length, "column")} · {sample ?? "written by its workflow"}
        </span>
        <span class="quiet note" role="status">
          {note}
        </span>
        <button class="action" type="button" onClick={() => void exportAll()}>
          Export CSV…
        </button>
      </header>
      {failure !== undefined && <Failure message={failure} />}
      {total > mostShown && (
        <p class="quiet">
          The first {mostShown.toLocaleString("en")} rows are shown; sort to bring others up.
        </p>
      )}
      <div class="data-body">
        <Grid
          label={`Rows of ${dataset}`}
          columns={columns}
          source={source}
          sort={first.sort}
          statistics={profiles}
          onSort={(sort) => void sortBy(sort)}
          onPlace={setPlace}
          onNote={setNote}
        />
        {column && (
          <ColumnFacts
            column={column}
            profile={profiles === "to come" ? profiles : profiles[place.column]}
            rows={total}
            row={place.row}
            value={value}
          />
        )}
      </div>
    </section>
  );
}

/** What the grid shows at most. */
const mostShown = 1_000_000;

/** @throws Error whose message is for the user */
async function readRows(offset: number, limit: number, sort: Sort | null): Promise<DataResult> {
  const page = await ask("rows", { offset, limit, sort: sort ?? undefined });
  if (page.error !== undefined) throw new Error(page.error);
  return page;
}

/** What is in the columns; asked for once the rows are there, because it takes longer. */
function useProfiles(opened: DataResult): readonly ColumnProfile[] | "to come" {
  const [known, setKnown] = useState<{
    readonly opened: DataResult;
    readonly profiles: readonly ColumnProfile[];
  }>();
  useEffect(() => {
    if (opened.error !== undefined) return;
    void ask("profile", {}).then(
      ({ datasets }) => setKnown({ opened, profiles: datasets[0]?.columns ?? [] }),
      // Without it the rows are still worth looking at.
      () => setKnown({ opened, profiles: [] }),
    );
  }, [opened]);
  return known?.opened === opened ? known.profiles : "to come";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
