import type { OpenSource, Result } from "../result.ts";

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

const host = acquireVsCodeApi();

/** Calls back with every result the extension sends, the first one included. */
export function onResult(show: (result: Result) => void): void {
  window.addEventListener("message", ({ data }: MessageEvent<Result>) => show(data));
  host.postMessage({ type: "ready" });
}

/** Asks the extension to show the source. */
export function openSource(source: Omit<OpenSource, "type">): void {
  host.postMessage({ type: "open", ...source });
}
