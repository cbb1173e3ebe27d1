import type { ComponentChildren } from "preact";
import type { Range } from "../../server/run/results.ts";
import { openSource, previewData, standsAlone } from "./host.ts";
import { ToneIcon, type Tone } from "./icons.tsx";

/** A verdict: the word carries the meaning, shape and colour make it quick to find. */
export function Status({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class="status">
      <ToneIcon tone={tone} />
      {children}
    </span>
  );
}

/** Text that leads to its place in a manifest. */
export function SourceLink({
  file,
  range,
  children,
}: {
  file: string;
  range?: Range;
  children: ComponentChildren;
}) {
  // Outside of VS Code there is nothing that could open it.
  if (standsAlone()) return <span title={placeOf(file, range)}>{children}</span>;
  return (
    <button
      class="link"
      type="button"
      title={`Open ${placeOf(file, range)}`}
      onClick={() => openSource({ file, range })}
    >
      {children}
    </button>
  );
}

/** Leads to all rows of a dataset; nothing where a page stands alone. */
export function DataLink({ file, dataset }: { file: string; dataset: string }) {
  if (standsAlone()) return null;
  return (
    <button
      class="link data-link"
      type="button"
      title={`Preview the data of ${dataset}`}
      onClick={() => previewData({ file, dataset })}
    >
      Preview data
    </button>
  );
}

/** A sentence of a result; what it has between backticks are names. */
export function Sentence({ text }: { text: string }) {
  return (
    <>{text.split("`").map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</>
  );
}

/** Why there is nothing else to see. */
export function Failure({ message }: { message: string }) {
  return (
    <p class="failure">
      <ToneIcon tone="bad" />
      <span>
        <Sentence text={message} />
      </span>
    </p>
  );
}

export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <p>{title}</p>
      <p class="quiet">{children}</p>
    </div>
  );
}

/** What is wider than the panel scrolls by itself, with the keyboard too. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** `1,234 rows`, `1 row` */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** `12 ms`, `3.4 s` */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function placeOf(file: string, range: Range | undefined): string {
  return range ? `${file}, line ${range.start.line + 1}` : file;
}
