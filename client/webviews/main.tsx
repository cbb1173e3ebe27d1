import { render } from "preact";
import type { Result } from "../result.ts";
import { DataPreview } from "./data-preview.tsx";
import { PipelineView } from "./graph/pipeline-view.tsx";
import { Joins } from "./joins.tsx";
import { Profiles } from "./profiles.tsx";
import { QualityChecks } from "./quality-checks.tsx";
import { onResult } from "./host.ts";
import "./style.css";
import "./grid/grid.css";
import "./data-preview.css";
import "./joins.css";

const target = document.getElementById("result");
const given = document.getElementById("given")?.textContent;
if (target && given) show(JSON.parse(given) as Result, target);
else if (target) onResult((result) => show(result, target));

function show(result: Result, main: HTMLElement): void {
  main.setAttribute("aria-label", result.title);
  render(<ResultView result={result} />, main);
}

function ResultView({ result }: { result: Result }) {
  switch (result.view) {
    case "pipeline":
      return <PipelineView key={result.data.about} title={result.title} {...result.data} />;
    case "join":
      return <Joins {...result.data} />;
    case "quality":
      return <QualityChecks {...result.data} />;
    case "profile":
      return <Profiles {...result.data} />;
    case "data":
      return <DataPreview key={result.data.dataset} {...result.data} />;
  }
}
