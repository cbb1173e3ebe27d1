import type { ComponentChildren } from "preact";
import type { JoinFigures, JoinResult, JoinSide } from "../../server/run/results.ts";
import { Bar } from "./bar.tsx";
import { count, Empty, Failure, SourceLink, Status } from "./parts.tsx";

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
  const { left, right, resultRows, maxMatches, observed, declared } = join;
  return (
    <>
      <p>
        {explain(join)} The result has {count(resultRows, "row")}.
      </p>
      <div class="sides">
        <Side {...left} most={maxMatches.leftToRight} other={right.name} />
        <div class="cardinality">
          <strong>{observed}</strong>
          {declared && <span class="quiet">declared {declared}</span>}
        </div>
        <Side {...right} most={maxMatches.rightToLeft} other={left.name} />
      </div>
    </>
  );
}

function Side({
  name,
  keys,
  rows,
  nullKeys,
  unmatched,
  sample,
  most,
  other,
}: JoinSide & {
  /** The most rows of the other side that a row of this one meets. */
  readonly most: number;
  readonly other: string;
}) {
  const matched = rows - unmatched;
  return (
    <article class="side">
      <h2>{name}</h2>
      <p class="quiet">{keys.length > 0 ? <code>{keys.join(", ")}</code> : "a condition without keys"}</p>
      <Bar part={matched} whole={rows} label={`of the rows of ${name} find a partner`} />
      <dl>
        <Fact name="find a partner">
          {matched.toLocaleString("en")} of {count(rows, "row")}
        </Fact>
        {unmatched > 0 && <Fact name="find none">{count(unmatched, "row")}</Fact>}
        {nullKeys > 0 && <Fact name="have no key">{count(nullKeys, "row")}</Fact>}
        <Fact name="a row meets at most">
          {most.toLocaleString("en")} of {other}
        </Fact>
      </dl>
      {sample.length > 0 && (
        <p class="sample">
          <span class="quiet">Without a partner:</span>{" "}
          {sample.map((key, index) => (
            <span key={key}>
              {index > 0 && ", "}
              <code>{key}</code>
            </span>
          ))}
          {unmatched > sample.length && " …"}
        </p>
      )}
    </article>
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
      return `Values of ${left.name} are repeated: ${most}.`;
    case "ok":
      return declared ? `The data is ${observed}, as declared.` : `The data is ${observed}.`;
  }
}
