import type { Message, OpenSource, Result } from "../result.ts";

declare function acquireVsCodeApi(): Host;

interface Host {
  postMessage(message: Message): void;
}

let host: Host | undefined;

/** Calls back with every result the extension sends, the first one included. */
export function onResult(show: (result: Result) => void): void {
  window.addEventListener("message", ({ data }: MessageEvent<Result>) => show(data));
  // It can be had only once.
  host = acquireVsCodeApi();
  host.postMessage({ type: "ready" });
}

/** Asks the extension to show the source. */
export function openSource(source: Omit<OpenSource, "type">): void {
  host?.postMessage({ type: "open", ...source });
}
