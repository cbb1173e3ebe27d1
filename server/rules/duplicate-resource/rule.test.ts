import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";
import { depot } from "../../../test/support/manifests.ts";

test("two files define a depot of the same name", () =>
  expectProblems(
    `
#- one.yaml
name: crm
#     ^^^ error duplicate-resource: The depot "crm" is defined in two.yaml too
version: v2alpha
type: depot
depot:
  type: BIGQUERY
#- two.yaml
name: crm
#     ^^^ error duplicate-resource: The depot "crm" is defined in one.yaml too
version: v2alpha
type: depot
depot:
  type: BIGQUERY
`,
    "duplicate-resource",
  ));

test("two documents of one file", () =>
  expectProblems(
    `
name: crm
#     ^^^ error duplicate-resource
version: v2alpha
type: depot
depot:
  type: BIGQUERY
---
name: crm
#     ^^^ error duplicate-resource
version: v2alpha
type: depot
depot:
  type: BIGQUERY
`,
    "duplicate-resource",
  ));

test("a name may stand for things of different kinds and in different workspaces", () =>
  expectProblems(
    `
#- depot.yaml
${depot("crm")}
#- cluster-a.yaml
name: crm
version: v1
type: cluster
workspace: public
cluster:
  compute: query-default
  type: minerva
  minerva:
    replicas: 1
#- cluster-b.yaml
name: crm
version: v1
type: cluster
workspace: sandbox
cluster:
  compute: query-default
  type: minerva
  minerva:
    replicas: 1
`,
    "duplicate-resource",
  ));
