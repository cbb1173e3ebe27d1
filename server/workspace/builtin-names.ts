import type { SymbolKind } from "../manifest/symbols.ts";

/** What comes with the platform or is usually created by its operators, by symbol kind. */
export const builtinNames: Readonly<Record<SymbolKind, readonly string[]>> = {
  compute: ["runnable-default", "query-default"],
  depot: [
    "lakehouse",
    "icebase",
    "fastbase",
    "systemstreams",
    "thirdparty01",
    "thirdparty",
    "metisdb",
    "gateway",
    "filebase",
    "lensdb",
    "kafka",
  ],
  cluster: ["system", "miniature", "minervac", "themis", "minithemis", "thanos"],
  secret: ["dataos-container-registry"],
  stack: [
    "flare",
    "soda",
    "soda+python",
    "sodaworker+python",
    "scanner",
    "nilus",
    "bento",
    "beacon",
    "beacon+rest",
    "container",
    "alpha",
    "dataos-ctl",
    "dbt+python",
    "steampipestack",
    "stream-monitor",
    "toolbox",
  ],
};
