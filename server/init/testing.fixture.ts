/** A workflow of one Flare job that reads datasets and writes one. */
export interface JobOptions {
  /** Views and the datasets behind them. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly sql: string;
  readonly output?: string;
  /** The items of `functions`, as YAML on one line each. */
  readonly functions?: readonly string[];
}

export function job({ inputs, sql, output = "lake:out/result", functions = [] }: JobOptions): string {
  const inputLines = Object.entries(inputs).map(
    ([name, dataset]) => `              - { name: ${name}, dataset: "dataos://${dataset}" }`,
  );
  const functionLines = functions.map((each) => `                      - { ${each} }`);
  return `name: wf-${output.replace(/\W/g, "-")}
version: v1
type: workflow
workflow:
  dag:
    - name: make
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
${inputLines.join("\n")}
            steps:
              - sequence:
                  - name: result
                    sql: |-
                      ${sql.replaceAll("\n", "\n                      ")}
${functions.length > 0 ? `                    functions:\n${functionLines.join("\n")}\n` : ""}            outputs:
              - name: result
                dataset: dataos://${output}?acl=rw
`;
}

/** A workflow that checks one dataset; each check as YAML on one line. */
export function checks(dataset: string, ...lines: readonly string[]): string {
  return `name: wf-checks-${dataset.replace(/\W/g, "-")}
version: v1
type: workflow
workflow:
  dag:
    - name: check
      spec:
        stack: soda+python:1.0
        compute: runnable-default
        stackSpec:
          inputs:
            - dataset: dataos://${dataset}
              options: { engine: minerva, clusterName: system }
              checks:
${lines.map((line) => `                - ${line}`).join("\n")}
`;
}
