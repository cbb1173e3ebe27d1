import type { JoinFigures, JoinResult } from "../../server/run/results.ts";
import { JoinPicture } from "./join-picture.tsx";
import { Side } from "./join-side.tsx";
import { count, Empty, Failure, SourceLink, Status } from "./parts.tsx";
import { Rows } from "./rows.tsx";

/** Who matches whom, join by join. */
export function Joins({ joins }: JoinResult) {
  if (joins.length === 0) {
    return (
      <Empty title="There is no join here.">
        Joins are in the SQL of Flare steps, and under a Lens table's joins.
      </Empty>
    );
  }
  return (
    <>
      {joins.map((join) => (
        <Join key={`${join.file}:${join.range.start.line}:${join.range.start.character}`} {...join} />
      ))}
    </>
  );
}

function Join(join: JoinFigures) {
  const { file, range, left, right, error } = join;
  return (
    <section>
      <header>
        <h1>
          <SourceLink file={file} range={range}>
            {left.name} <span aria-label="joined with">⋈</span> {right.name}
          </SourceLink>
        </h1>
        {error ? <Status tone="bad">not measured</Status> : <Verdict verdict={join.verdict} />}
      </header>
      {error ? <Failure message={error} /> : <Figures {...join} />}
    </section>
  );
}

function Figures(join: JoinFigures) {
  const { left, right, resultRows, sql, firstRows } = join;
  return (
    <>
      <p>
        {explain(join)} The result has {count(resultRows, "row")}.
      </p>
      <JoinPicture {...join} />
      <div class="sides">
        <Side {...left} other={right.name} />
        <Side {...right} other={left.name} />
      </div>
      {firstRows && firstRows.rows.length > 0 && (
        <details>
          <summary>
            <span class="chevron" aria-hidden="true" />
            First rows
          </summary>
          <Rows label={`First rows of ${left.name} and ${right.name}`} {...firstRows} />
        </details>
      )}
      {sql !== undefined && (
        <details>
          <summary>
            <span class="chevron" aria-hidden="true" />
            SQL
          </summary>
          <pre class="value" tabIndex={0} aria-label="SQL of the join">
            {sql}
          </pre>
        </details>
      )}
    </>
  );
}

function Verdict({ verdict }: { verdict: JoinFigures["verdict"] }) {
  const tones = { ok: "good", "fan-out": "caution", mismatch: "bad", "no-match": "bad" } as const;
  return <Status tone={tones[verdict]}>{verdict === "no-match" ? "no match" : verdict}</Status>;
}

function explain({ verdict, declared, observed, left, right, maxMatches }: JoinFigures): string {
  const most = `one row of ${left.name} meets up to ${maxMatches.leftToRight} of ${right.name}`;
  switch (verdict) {
    case "no-match":
      return "No key of one side occurs on the other.";
    case "mismatch":
      return `The model declares ${declared}, the data is ${observed}: ${most}.`;
    case "fan-out":
      return `Rows are multiplied: ${most}.`;
    case "ok":
      return declared ? `The data is ${observed}, as declared.` : `The data is ${observed}.`;
  }
}
