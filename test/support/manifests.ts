/** Small manifests for tests that need some, but are not about them. */

export const depot = (name: string) => `
name: ${name}
version: v2alpha
type: depot
depot:
  type: BIGQUERY
  secrets:
    - name: ${name}-r
      allKeys: true
  bigquery:
    project: shop
`;

export interface FlareOptions {
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly sql?: string;
}

/** A workflow of one Flare job, which copies one dataset into another. */
export const flare = ({ name, input, output, sql = "SELECT * FROM source" }: FlareOptions) => `
name: wf-${name}
version: v1
type: workflow
workflow:
  dag:
    - name: ${name}
      spec:
        stack: flare:7.0
        compute: runnable-default
        stackSpec:
          job:
            inputs:
              - name: source
                dataset: ${input}
            steps:
              - sequence:
                  - name: result
                    sql: ${sql}
            outputs:
              - name: result
                dataset: ${output}?acl=rw
`;
