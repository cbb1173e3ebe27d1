import type { DataResult, GraphNode, PipelineGraph } from "../../../server/run/results.ts";
import { ToneIcon } from "../icons.tsx";
import { count, DataLink, duration, Failure, Sentence, SourceLink } from "../parts.tsx";
import { FidelityWord, StepRows } from "../pipeline.tsx";
import type { Figures } from "./figures.ts";
import { FirstRows } from "./first-rows.tsx";
import { KindIcon } from "./kind-icon.tsx";

interface DetailsProps {
  readonly node: GraphNode;
  readonly graph: PipelineGraph;
  readonly figures: ReadonlyMap<string, Figures>;
  readonly datasets: readonly DataResult[] | undefined;
  onSelect(id: string): void;
}

/** What is known of one node: where it stands, what it is connected with, its columns and first rows. */
export function Details({ node, graph, figures, datasets, onSelect }: DetailsProps) {
  const own = figures.get(node.id);
  const named = (ids: readonly string[]) => graph.nodes.filter(({ id }) => ids.includes(id));
  const data = graph.edges.filter(({ kind }) => kind === "data");
  return (
    <section class="details" aria-label={`${node.kind} ${node.name}`}>
      <h2>
        <KindIcon kind={node.kind} />
        <SourceLink file={node.file} range={node.range}>
          {node.name}
        </SourceLink>
        <span class="quiet">{node.stack ?? node.kind}</span>
        {node.kind === "dataset" && <DataLink file={node.file} dataset={node.name} />}
        {own && own.status !== "ok" && (
          <span class="status">
            <ToneIcon tone={own.status === "failed" ? "bad" : "quiet"} />
            {own.status}
          </span>
        )}
        <Facts figures={own} />
      </h2>
      <Connections
        word={node.kind === "dataset" ? "written by" : "reads"}
        nodes={named(data.flatMap(({ from, to }) => (to === node.id ? from : [])))}
        onSelect={onSelect}
      />
      <Connections
        word={node.kind === "dataset" ? "read by" : "leads to"}
        nodes={named(data.flatMap(({ from, to }) => (from === node.id ? to : [])))}
        onSelect={onSelect}
      />
      {node.kind === "dataset" && !own?.step ? (
        <FirstRows node={node} known={datasets} />
      ) : (
        <Outcome figures={own} />
      )}
    </section>
  );
}

function Outcome({ figures }: { figures: Figures | undefined }) {
  if (!figures) return null;
  const { step, job, status } = figures;
  if (step?.error) {
    return (
      <>
        <Failure message={step.error.message} />
        <SourceLink file={step.error.file} range={step.error.range}>
          Show in the SQL
        </SourceLink>
      </>
    );
  }
  if (step) return <StepRows {...step} />;
  if (!job?.reason) return null;
  if (status === "failed") return <Failure message={job.reason} />;
  return (
    <p class="reason">
      <Sentence text={job.reason} />
    </p>
  );
}

/** Rows, columns, time and fidelity, as far as there are some. */
function Facts({ figures }: { figures: Figures | undefined }) {
  const { rows, milliseconds, step } = figures ?? {};
  const facts = [
    ...(rows === undefined ? [] : [count(rows, "row")]),
    ...(step && !step.error ? [count(step.columns.length, "column")] : []),
    ...(milliseconds === undefined ? [] : [duration(milliseconds)]),
  ];
  return (
    <>
      {facts.length > 0 && <span class="quiet">{facts.join(" · ")}</span>}
      {step && !step.error && <FidelityWord fidelity={step.fidelity} />}
    </>
  );
}

function Connections({
  word,
  nodes,
  onSelect,
}: {
  word: string;
  nodes: readonly GraphNode[];
  onSelect(id: string): void;
}) {
  if (nodes.length === 0) return null;
  return (
    <p class="connections">
      <span class="quiet">{word}</span>{" "}
      {nodes.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <button class="link jump" type="button" onClick={() => onSelect(id)}>
            {name}
          </button>
        </span>
      ))}
    </p>
  );
}
