import { setFlagsFromString } from "node:v8";

/**
 * Must be imported before anything that compiles WASM. V8's optimising compiler takes up to 800 MB and more time
 * on the parser's 22 MB of WASM than it saves; without it the process stays at 130 MB. What the first flag implies
 * has to be said once V8 runs; versions that don't know a flag ignore it.
 */
for (const flag of ["--liftoff-only", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) {
  setFlagsFromString(flag);
}
