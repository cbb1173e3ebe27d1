import type { JoinFigures, JoinResult, JoinSide } from "../../server/run/results.ts";
import { Badge, count, SourceLink } from "./parts.tsx";

/** Who matches whom, join by join. */
export function Joins({ joins }: JoinResult) {
  if (joins.length === 0) return <p class="empty">There is no join here.</p>;
  return (
    <>
      {joins.map((join) => (
        <Join key={`${join.file}:${join.range.start.line}:${join.range.start.character}`} {...join} />
      ))}
    </>
  );
}

function Join({
  file,
  range,
  left,
  right,
  resultRows,
  maxMatches,
  observed,
  declared,
  verdict,
  error,
}: JoinFigures) {
  return (
    <section>
      <h2>
        <SourceLink file={file} range={range}>
          {left.name} ⋈ {right.name}
        </SourceLink>{" "}
        {error ? <Badge kind="bad">not measured</Badge> : <Verdict verdict={verdict} />}
      </h2>
      {error ? (
        <p class="error">{error}</p>
      ) : (
        <>
          <p>
            {explain(verdict, declared, observed)} The result has <strong>{count(resultRows, "row")}</strong>;
            a {left.name} row meets at most {maxMatches.leftToRight}, a {right.name} row at most{" "}
            {maxMatches.rightToLeft}.
          </p>
          <div class="sides">
            <Side {...left} />
            <div class="cardinality" title={declared ? `declared ${declared}` : "nothing declared"}>
              {observed}
            </div>
            <Side {...right} />
          </div>
        </>
      )}
    </section>
  );
}

function Side({ name, keys, rows, nullKeys, unmatched, sample }: JoinSide) {
  const matched = rows - unmatched;
  return (
    <article class="side">
      <h3>{name}</h3>
      <p class="quiet">on {keys.join(", ") || "a condition without keys"}</p>
      <Bar part={matched} whole={rows} />
      <p>
        {matched.toLocaleString()} of {count(rows, "row")} find a partner
        {nullKeys > 0 && <>; {count(nullKeys, "row")} without a key</>}
      </p>
      {sample.length > 0 && (
        <p class="quiet">
          without a partner: <code>{sample.join(", ")}</code>
          {unmatched > sample.length && " …"}
        </p>
      )}
    </article>
  );
}

function Bar({ part, whole }: { part: number; whole: number }) {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  return (
    <div class="bar" role="img" aria-label={`${share.toFixed(1)} % matched`}>
      <div class="fill" style={{ width: `${share}%` }} />
    </div>
  );
}

function Verdict({ verdict }: { verdict: JoinFigures["verdict"] }) {
  const kind = { ok: "good", "fan-out": "caution", mismatch: "bad", "no-match": "bad" } as const;
  return <Badge kind={kind[verdict]}>{verdict}</Badge>;
}

function explain(verdict: JoinFigures["verdict"], declared: string | null, observed: string): string {
  switch (verdict) {
    case "no-match":
      return "No key of one side occurs on the other.";
    case "mismatch":
      return `The model declares ${declared}, the data is ${observed}.`;
    case "fan-out":
      return "Rows of the left side are multiplied.";
    case "ok":
      return declared ? `The data is ${observed}, as declared.` : `The data is ${observed}.`;
  }
}
