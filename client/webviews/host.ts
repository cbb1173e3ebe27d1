import type { Message, OpenSource, PreviewData, Question, Questions, Reply, Result } from "../result.ts";

declare function acquireVsCodeApi(): Host;

interface Host {
  postMessage(message: Message): void;
}

let host: Host | undefined;

/** Questions that wait for their reply, by number. */
const waiting = new Map<number, PromiseWithResolvers<unknown>>();
let asked = 0;

/** Calls back with every result the extension sends, the first one included. */
export function onResult(show: (result: Result) => void): void {
  window.addEventListener("message", ({ data }: MessageEvent<Result | Reply>) => {
    if ("view" in data) show(data);
    else if (data.type === "reply") settle(data);
  });
  // It can be had only once.
  host = acquireVsCodeApi();
  host.postMessage({ type: "ready" });
}

/** Asks the extension to show the source. */
export function openSource(source: Omit<OpenSource, "type">): void {
  host?.postMessage({ type: "open", ...source });
}

/** Asks the extension to show the rows of a dataset. */
export function previewData(wanted: Omit<PreviewData, "type">): void {
  host?.postMessage({ type: "previewData", ...wanted });
}

/** The page came with its data, as a report: there is no editor around it. */
export function standsAlone(): boolean {
  return typeof document !== "undefined" && document.getElementById("given") !== null;
}

/** Puts a text on the clipboard: VS Code's, or the browser's where the page stands alone. */
export async function copyText(text: string): Promise<void> {
  if (host) host.postMessage({ type: "copy", text });
  else await navigator.clipboard.writeText(text);
}

/** Rejects with an error whose message is for the user. */
export function ask<Kind extends keyof Questions>(
  kind: Kind,
  more: Questions[Kind]["ask"],
): Promise<Questions[Kind]["answer"]> {
  const id = ++asked;
  const reply = Promise.withResolvers<unknown>();
  waiting.set(id, reply);
  host?.postMessage({ type: "ask", id, question: { kind, ...more } as Question });
  return reply.promise as Promise<Questions[Kind]["answer"]>;
}

function settle(reply: Reply): void {
  const question = waiting.get(reply.id);
  waiting.delete(reply.id);
  if ("error" in reply) question?.reject(new Error(reply.error));
  else question?.resolve(reply.answer);
}

/** Asks the extension to get the result anew. */
export function runAgain(): void {
  host?.postMessage({ type: "run" });
}

/** Saves a text where the user says; a page outside of VS Code offers it for download. */
export function saveText(name: string, text: string, type: string): void {
  if (host) {
    host.postMessage({ type: "save", name, text });
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
