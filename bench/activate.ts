/*
 * Loads and activates the extension in this process, with a stand-in for VS Code that agrees to everything, and prints
 * the milliseconds that it computed for: `node activate.ts DIST/client.js`.
 */
import Module, { createRequire } from "node:module";
import { threadMilliseconds } from "./timing.ts";

const anything: unknown = new Proxy(function () {}, {
  get: (_, name) => {
    if (name === Symbol.iterator) return () => [].values();
    // A promise would never be settled.
    return name === "then" ? undefined : name === Symbol.toPrimitive ? () => "" : anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => anything as object,
});

// What imports a module looks at its own properties, and for the rest at its prototype.
const vscode: unknown = Object.create(anything as object);

const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
const load = loader._load;
loader._load = (request, ...rest) => (request === "vscode" ? vscode : load.call(loader, request, ...rest));

const begin = threadMilliseconds();
const extension = createRequire(import.meta.url)(process.argv[2] ?? "") as {
  activate(context: unknown): unknown;
};
extension.activate({ subscriptions: [], extensionUri: anything });
process.stdout.write(String(threadMilliseconds() - begin));
