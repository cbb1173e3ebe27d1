import type { Mistake } from "./mistake.ts";

/** Monitors and pagers. */
export const alerts: readonly Mistake[] = [
  {
    what: "incident's name in a pager",
    file: "pagers/quality-pager.yml",
    before: "value: sales-quality-failed",
    after: "value: sales-quality-faild",
    problems: [
      `:12 ‹sales-quality-faild› warning unresolved-reference: No incident of the workspace has name "sales-quality-faild", so the pager never fires; did you mean "sales-quality-failed"?`,
    ],
  },
  {
    what: "incident's type in a pager",
    file: "pagers/quality-pager.yml",
    before: "value: soda-quality",
    after: "value: soda_quality",
    problems: [
      `:15 ‹soda_quality› warning unresolved-reference: No incident of the workspace has incident_type "soda_quality", so the pager never fires; did you mean "soda-quality"?`,
    ],
  },
  {
    what: "severity in a pager",
    file: "pagers/quality-pager.yml",
    before: "value: high",
    after: "value: hihg",
    problems: [
      `:18 ‹hihg› warning unresolved-reference: No incident of the workspace has severity "hihg", so the pager never fires; did you mean "high"?`,
    ],
  },
  {
    what: "severity of another incident",
    file: "pagers/quality-pager.yml",
    before: "value: high",
    after: "value: warning",
    problems: [
      `:18 ‹warning› warning unresolved-reference: The incident "sales-quality-failed" has severity "high", not "warning", so the pager never fires; make them agree.`,
    ],
  },
  {
    what: "key of an incident in a pager",
    file: "pagers/quality-pager.yml",
    before: ".properties.incident_type",
    after: ".properties.incidentType",
    problems: [
      `:13 ‹incidentType› warning unresolved-reference: No incident of the workspace has the key "incidentType", so the pager never fires; did you mean "incident_type"?`,
    ],
  },
  {
    what: "an incident is renamed that a pager waits for",
    file: "monitors/quality-monitor.yml",
    before: "name: sales-quality-failed",
    after: "name: sales-quality-fail",
    problems: [
      `pagers/quality-pager.yml:12 ‹sales-quality-failed› warning unresolved-reference: No incident of the workspace has name "sales-quality-failed", so the pager never fires; did you mean "sales-quality-fail"?`,
    ],
    fix: "other",
  },
  {
    what: "an incident's key is renamed",
    file: "monitors/quality-monitor.yml",
    before: "incident_type: soda-quality",
    after: "incidentType: soda-quality",
    problems: [
      `pagers/quality-pager.yml:13 ‹incident_type› warning unresolved-reference: No incident of the workspace has the key "incident_type", so the pager never fires; did you mean "incidentType"?`,
    ],
    fix: "other",
  },
  {
    what: "operator of a monitor",
    file: "monitors/quality-monitor.yml",
    before: "operator: greater_than",
    after: "operator: greater",
    problems: [
      ":31 ‹greater› error unknown-value: `greater` is not a value of `operator`; use `equals`, `not_equals`, `greater_than`, `less_than`, `greater_than_equals` or `less_than_equals`.",
    ],
    fix: "none",
  },
  {
    what: "operator of a pager",
    file: "pagers/quality-pager.yml",
    before: `operator: equals
      value: high`,
    after: `operator: equal
      value: high`,
    problems: [
      ":17 ‹equal› error unknown-value: `equal` is not a value of `operator`; did you mean `equals`?",
    ],
  },
  {
    what: "jq filter of a pager",
    file: "pagers/quality-pager.yml",
    before: "valueJqFilter: .properties.severity",
    after: "valueJqFilter: .properties.severity[",
    problems: [
      ":16 ‹.properties.severity[› error malformed-value: This jq filter ends before its `]`; add what is missing.",
    ],
    fix: "none",
  },
  {
    what: "schedule of a monitor",
    file: "monitors/quality-monitor.yml",
    before: `"*/30 * * * *"`,
    after: `"*/30 * * *"`,
    problems: [
      `:9 ‹"*/30 * * *"› error malformed-value: A cron expression has 5 fields (minute, hour, day, month, day of the week), and this one has 4.`,
    ],
    fix: "none",
  },
  {
    what: "place of an incident's keys",
    file: "pagers/quality-pager.yml",
    before: ".properties.severity",
    after: ".incident.severity",
    problems: [
      ":16 ‹.incident.severity› warning unresolved-reference: Pagers find the keys of an incident in `.properties`, so this never fires; write `.properties.severity`.",
    ],
  },
  {
    what: "collection that a monitor watches",
    file: "monitors/quality-monitor.yml",
    before: "collection = 'sales_360'",
    after: "collection = 'sales360'",
    problems: [
      `:24 ‹sales360› warning unmatched-filter: Nothing in the workspace reads or writes a collection "sales360", so the monitor may look at nothing; did you mean "sales_360"?`,
    ],
  },
];
