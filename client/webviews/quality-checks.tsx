import type { Outcome, QualityOutcome, QualityResult } from "../../server/run/results.ts";
import { Badge, count, Prose, Rows, SourceLink } from "./parts.tsx";

const order: readonly Outcome[] = ["error", "fail", "warn", "not_evaluated", "pass"];
const kinds = { pass: "good", warn: "caution", fail: "bad", error: "bad", not_evaluated: "quiet" } as const;

/** Outcomes by dataset, worst first, failing rows on demand. */
export function QualityChecks({ checks, summary }: QualityResult) {
  if (checks.length === 0) return <p class="empty">There is no quality check in this file.</p>;
  const datasets = Map.groupBy(checks, ({ dataset }) => dataset);
  return (
    <>
      <p class="summary">
        {order
          .filter((outcome) => summary[outcome] > 0)
          .map((outcome) => (
            <Badge key={outcome} kind={kinds[outcome]}>
              {summary[outcome]} {label(outcome)}
            </Badge>
          ))}
      </p>
      {[...datasets].map(([dataset, outcomes]) => (
        <section key={dataset}>
          <h2>{dataset}</h2>
          {outcomes
            .toSorted((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome))
            .map((outcome, index) => (
              <Check key={index} {...outcome} />
            ))}
        </section>
      ))}
    </>
  );
}

function Check({ file, range, name, outcome, message, failedRows }: QualityOutcome) {
  const heading = (
    <>
      <Badge kind={kinds[outcome]}>{label(outcome)}</Badge>{" "}
      <SourceLink file={file} range={range}>
        {name}
      </SourceLink>
      <p class="note">
        <Prose>{message}</Prose>
      </p>
    </>
  );
  if (!failedRows || failedRows.rows.length === 0) return <article class="check">{heading}</article>;
  return (
    <article class="check">
      {heading}
      <details>
        <summary>
          {count(failedRows.count, "failing row")}
          {failedRows.rows.length < failedRows.count && `, the first ${failedRows.rows.length}`}
        </summary>
        <Rows
          columns={failedRows.columns.map((column) => ({ name: column, type: "" }))}
          rows={failedRows.rows}
        />
      </details>
    </article>
  );
}

function label(outcome: Outcome): string {
  return outcome === "not_evaluated" ? "not evaluated" : outcome;
}
