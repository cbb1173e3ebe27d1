import type { Outcome, QualityOutcome, QualityResult } from "../../server/run/results.ts";
import { ToneIcon } from "./icons.tsx";
import { count, DataLink, Empty, Sentence, SourceLink, Status } from "./parts.tsx";
import { Rows } from "./rows.tsx";

const order: readonly Outcome[] = ["error", "fail", "warn", "not_evaluated", "pass"];
const tones = { pass: "good", warn: "caution", fail: "bad", error: "bad", not_evaluated: "quiet" } as const;
const words = {
  pass: "passed",
  warn: "warned",
  fail: "failed",
  error: "could not run",
  not_evaluated: "not evaluated",
} as const;

/** Outcomes by dataset, worst first, failing rows on demand. */
export function QualityChecks({ checks, summary }: QualityResult) {
  if (checks.length === 0) {
    return (
      <Empty title="There is no quality check in this file.">
        Checks are written in workflows of the Soda stack, under a dataset's checks.
      </Empty>
    );
  }
  const datasets = Map.groupBy(checks.toSorted(worstFirst), ({ dataset }) => dataset);
  const shown = checks.toSorted(worstFirst).find(hasRows);
  return (
    <>
      {datasets.size > 1 && (
        <p class="summary">
          <span>All datasets:</span>
          <Counts of={summary} />
        </p>
      )}
      {[...datasets].map(([dataset, outcomes]) => (
        <section key={dataset}>
          <header>
            <h1>{dataset}</h1>
            <Counts of={countsOf(outcomes)} />
            <DataLink file={outcomes[0]?.file ?? ""} dataset={dataset} />
          </header>
          <ul class="checks">
            {outcomes.map((outcome, index) => (
              <Check
                key={`${outcome.file}:${outcome.range.start.line}`}
                {...outcome}
                open={outcome === shown}
                told={outcomes[index - 1]?.message === outcome.message}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** How many checks ended how, worst first. */
function Counts({ of }: { of: QualityResult["summary"] }) {
  return (
    <>
      {order
        .filter((outcome) => of[outcome] > 0)
        .map((outcome) => (
          <Status key={outcome} tone={tones[outcome]}>
            {of[outcome].toLocaleString("en")} {words[outcome]}
          </Status>
        ))}
    </>
  );
}

function countsOf(outcomes: readonly QualityOutcome[]): QualityResult["summary"] {
  const counts = { pass: 0, warn: 0, fail: 0, error: 0, not_evaluated: 0 };
  for (const { outcome } of outcomes) counts[outcome]++;
  return counts;
}

interface CheckProps extends QualityOutcome {
  readonly open: boolean;
  /** The check above has the same message. */
  readonly told: boolean;
}

function Check({ file, range, check, name, outcome, message, failedRows, open, told }: CheckProps) {
  return (
    <li>
      <h2>
        <ToneIcon tone={tones[outcome]} />
        <span class="hidden">{words[outcome]}: </span>
        <SourceLink file={file} range={range}>
          {name}
        </SourceLink>
        {name !== check && <code class="quiet">{check}</code>}
      </h2>
      {!told && (
        <p>
          <Sentence text={message} />
        </p>
      )}
      {failedRows && failedRows.rows.length > 0 && (
        <details open={open}>
          <summary>
            <span class="chevron" aria-hidden="true" />
            {count(failedRows.count, "failing row")}
            {failedRows.rows.length < failedRows.count && `, the first ${failedRows.rows.length}`}
          </summary>
          <Rows
            label={`Rows that fail "${name}"`}
            columns={failedRows.columns.map((column) => ({ name: column, type: "" }))}
            rows={failedRows.rows}
          />
        </details>
      )}
    </li>
  );
}

function worstFirst(one: QualityOutcome, other: QualityOutcome): number {
  return order.indexOf(one.outcome) - order.indexOf(other.outcome);
}

function hasRows({ failedRows }: QualityOutcome): boolean {
  return failedRows !== undefined && failedRows.rows.length > 0;
}
