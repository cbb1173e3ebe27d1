import { describe, test } from "vitest";
import { expectProblems } from "../../../test/support/problems.ts";

const expectKeyFiles = (source: string) => expectProblems(source, "exposed-key-file");

const secret = (files: string) => `
#- secrets/orders-r.yml
name: orders-r
version: v1
type: instance-secret
layer: user
instance-secret:
  type: key-value-properties
  acl: r
  files:
${files}
`;

const found = `
    json_keyfile: ./keys/orders.json
#                 ^^^^^^^^^^^^^^^^^^ warning exposed-key-file: The key file "`;

describe("a key file that lies in the workspace", () => {
  test.each(["secrets/keys/orders.json", "keys/orders.json"])("%s", (place) =>
    expectKeyFiles(`${secret(`${found}${place}" lies in the workspace`)}#- ${place}\n{}`),
  );

  test("and is ignored by git", () =>
    expectKeyFiles(
      `${secret("    json_keyfile: ./keys/orders.json")}#- keys/orders.json\n{}\n#- .gitignore\n/keys/*.json`,
    ));
});

describe("a key file that is not there", () => {
  test("and would not be ignored", () =>
    expectKeyFiles(
      secret(`
    json_keyfile: keys/orders.json
#                 ^^^^^^^^^^^^^^^^ hint exposed-key-file: There is no key file "keys/orders.json", and git wouldn't ignore it
`),
    ));

  test.each(["secrets/keys/", "*.json", "/keys"])("git ignores %s", (pattern) =>
    expectKeyFiles(`${secret("    json_keyfile: keys/orders.json")}#- .gitignore\n${pattern}`),
  );

  test.each([
    "../../keys/orders.json",
    "/etc/keys/orders.json",
    "~/orders.json",
    "C:/keys/orders.json",
    "${KEY_FILE}",
  ])("elsewhere: %s", (path) => expectKeyFiles(secret(`    json_keyfile: ${path}`)));

  test("certificates may be read by anybody", () =>
    expectKeyFiles(secret("    ca_file: certificates/ca.pem")));
});

test("the key file of a depot's own secret", () =>
  expectKeyFiles(`
name: orders
version: v1
type: depot
layer: user
depot:
  type: BIGQUERY
  description: Orders
  spec:
    project: orders
  external: true
  connectionSecret:
    - acl: r
      type: key-value-properties
      files:
        json_keyfile: orders.json
#                     ^^^^^^^^^^^ warning exposed-key-file: The key file "orders.json" lies in the workspace
#- orders.json
{}
`));
