import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const expectCycles = (source: string) => expectProblems(source, "cyclic-dependency");

test("a job that waits for itself", () =>
  expectCycles(`
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - name: orders
      file: orders.yaml
      dependencies:
        - orders
#         ^^^^^^ error cyclic-dependency: The job "orders" depends on itself; remove the dependency.
`));

test("jobs that wait for each other are one problem, and those that wait for them none", () =>
  expectCycles(`
name: wf-nightly
version: v1
type: workflow
workflow:
  dag:
    - name: a
      file: a.yaml
      dependencies: [c]
#                    ^ error cyclic-dependency: The jobs "a", "b", "c" wait for each other
    - name: b
      file: b.yaml
      dependencies: [a]
    - name: c
      file: c.yaml
      dependencies: [b]
    - name: d
      file: d.yaml
      dependencies: [c]
`));

test("super-DAGs that run each other", () =>
  expectCycles(`
#- one.yaml
name: wf-one
version: v1
type: workflow
workflow:
  dag:
    - name: other
      file: two.yaml
#           ^^^^^^^^ error cyclic-dependency: Running "two.yaml" leads back to this file
#- two.yaml
name: wf-two
version: v1
type: workflow
workflow:
  dag:
    - name: one
      file: one.yaml
#           ^^^^^^^^ error cyclic-dependency: Running "one.yaml" leads back to this file
`));

test("items of a bundle that wait for each other, and a bundle that holds itself", () =>
  expectCycles(`
#- bundle.yaml
name: orders-bundle
version: v1beta
type: bundle
layer: user
bundle:
  resources:
    - id: depot
      file: depot.yaml
      dependencies: [ingest]
#                    ^^^^^^ error cyclic-dependency: The items "depot", "ingest" wait for each other; remove one of their dependencies.
    - id: ingest
      file: ingest.yaml
      dependencies: [depot]
    - id: bundle
      file: bundle.yaml
#           ^^^^^^^^^^^ error cyclic-dependency: Applying "bundle.yaml" leads back to this file, so the bundle applies itself; name another file.
      dependencies: [bundle]
#                    ^^^^^^ error cyclic-dependency: The item "bundle" depends on itself; remove the dependency.
`));
