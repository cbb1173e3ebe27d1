import { test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const monitor = (incident: string) => `
#- monitor.yaml
name: orders-monitor
version: v1alpha
type: monitor
monitor:
  incident:
${incident}`;

const pager = (conditions: string) => `
#- pager.yaml
name: orders-pager
version: v1alpha
type: pager
pager:
  conditions:
${conditions}`;

const expectIncidents = (source: string) => expectProblems(source, "unwatched-incident");

const late = `
    name: orders-late
    severity: high
`;
const lateUnheard = `
    name: orders-late
#         ^^^^^^^^^^^ hint unwatched-incident: No pager of the workspace has conditions that the incident with name "orders-late" meets
    severity: high
`;

test("a pager whose conditions the incident meets", () =>
  expectIncidents(
    monitor(late) +
      pager(`
    - { valueJqFilter: .properties.name, operator: equals, value: orders-late }
    - { valueJqFilter: .properties.severity, operator: equals, value: high }
`),
  ));

test("a pager of whose conditions the incident meets but one", () =>
  expectIncidents(
    monitor(lateUnheard) +
      pager(`
    - { valueJqFilter: .properties.severity, operator: equals, value: high }
    - { valueJqFilter: .properties.incident_type, operator: equals, value: quality }
`),
  ));

test.each([
  "{ valueJqFilter: .properties.name, operator: equals, value: order-late }",
  "{ valueJqFilter: .properties.severity, operator: equals, value: hihg }",
  "{ valueJqFilter: .properties.Severity, operator: equals, value: high }",
])("a slip in the pager that was meant is a problem of the pager: %s", (condition) =>
  expectIncidents(`${monitor(late)}${pager(`    - ${condition}\n`)}`),
);

test("a pager that asks for a property the incident lacks", () =>
  expectIncidents(
    monitor(lateUnheard) +
      pager(`
    - { valueJqFilter: .properties.incident_type, operator: equals, value: quality }
`),
  ));

test.each([
  "{ valueJqFilter: .monitor.name, operator: equals, value: other }",
  "{ valueJqFilter: .properties.name, operator: regex, value: .*-late }",
  "{ valueJqFilter: .properties.name, operator: equals, value: '${INCIDENT}' }",
  "{ valueJqFilter: '.properties.name | ascii_downcase', operator: equals, value: other }",
])("a condition that can't be judged here may hold: %s", (condition) =>
  expectIncidents(`${monitor(late)}${pager(`    - ${condition}\n`)}`),
);

test("a workspace without pagers", () => expectIncidents(monitor(late)));

test("an incident whose name is filled in later", () =>
  expectIncidents(
    monitor("    name: ${INCIDENT}\n") +
      pager("    - { valueJqFilter: .properties.name, operator: equals, value: orders-late }\n"),
  ));
