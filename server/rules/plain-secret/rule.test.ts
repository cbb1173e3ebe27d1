import { describe, expect, test } from "vitest";
import { expectProblems, problemsOf } from "../../../test/support/problems.ts";

const expectSecrets = (source: string) => expectProblems(source, "plain-secret");

const secret = (data: string) => `
name: orders-r
version: v1
type: instance-secret
layer: user
instance-secret:
  type: key-value-properties
  acl: r
  data:
    username: reader
${data}`;

test("a password in the data of a secret, and a number as one", () =>
  expectSecrets(
    secret(`
    password: Wq7-tulip
#             ^^^^^^^^^ warning plain-secret: The value of \`password\` stands here in plain text
    trust_store_password: 908172
#                         ^^^^^^ warning plain-secret: The value of \`trust_store_password\`
`),
  ));

test.each([
  "${ORDERS_PASSWORD}",
  "$ORDERS_PASSWORD",
  "${{password}}",
  "<your-password>",
  "your-snowflake-password",
  "fake-password",
  "changeme",
  "password",
  "'********'",
  "xxxxxxxx",
  "(base64 encoded value)",
  "''",
  "./secrets/key.json",
  "vault:orders/reader",
])("no password: %s", (value) => expectSecrets(secret(`    password: ${value}\n`)));

test("a registry login is JSON", () =>
  expectSecrets(
    secret(`
    .dockerconfigjson: '{"auths":{"r.corp.net":{"auth":"YWRhOldxNw=="}}}'
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning plain-secret: The value of \`.dockerconfigjson\`
`),
  ));

test("a connection string is as secret as its password", () =>
  expectSecrets(
    secret(`
    a_token: postgres://reader:Wq7-tulip@db/orders
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning plain-secret: The value of \`a_token\`
    b_token: postgres://USER:PASS@HOSTNAME:5432/DB
    c_token: https://auth.corp.net/token
`),
  ));

test("a secret inside a bundle, once", () =>
  expectSecrets(`
name: orders-bundle
version: v1beta
type: bundle
layer: user
bundle:
  resources:
    - id: secret
      spec:
        name: orders-r
        version: v1
        type: instance-secret
        layer: user
        instance-secret:
          type: key-value-properties
          acl: r
          data:
            token: dapi${"0a1b".repeat(8)}
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning plain-secret: The value of \`token\`
`));

const depot = (note: string) => `
# ${note}
name: orders
version: v2alpha
type: depot
depot:
  type: JDBC
  secrets:
    - name: orders-r
      allKeys: true
  jdbc:
    subprotocol: postgresql
    host: db.example.com
`;

test.each([
  ["An AWS access key", `AK${"IA"}${"Q7WZ".repeat(4)}`],
  ["A GitHub token", `gh${"p_"}${"a1B2c3".repeat(6)}`],
  ["A Slack token", `xox${"b-"}${"12a4567890-".repeat(3)}`],
  ["A Google API key", `AI${"za"}${"Sy1b_".repeat(7)}`],
  ["A private key", `-----BEGIN RSA ${"PRIVATE"} KEY-----\\n${"MIIEow".repeat(6)}`],
  ["A password in a URL", "postgresql://reader:Wq7-tulip@db.corp.net/orders"],
  ["A secret in a connection string", "jdbc:sqlserver://db.corp.net;user=reader;password=Wq7-tulip"],
  ["A Slack webhook", `https://hooks.slack.com/${"services"}/T01A2B3C4/B05D6E7F8/q1W2e3R4t5`],
  ["A Discord webhook", `https://discord.com/api/${"webhooks"}/1234509876/q1W2e3R4t5Y6u7I8o9P0`],
])("%s, even in a comment", async (what, value) => {
  const problems = (await problemsOf(depot(value))).filter(({ rule }) => rule === "plain-secret");
  expect(problems.map(({ message }) => message.startsWith(`${what} stands here`))).toEqual([true]);
  expect(problems[0]?.message).not.toContain(value);
});

test.each([
  "postgresql://$USER:$PASSWORD@db.corp.net/orders",
  "postgresql://reader:<password>@db.corp.net/orders",
  "https://example.com/hooks/q1W2e3R4t5Y6u7I8o9P0",
  "jdbc:sqlserver://db.corp.net;user=reader;password=${PASSWORD}",
  "dataos://orders:public/orders?acl=rw",
  "12:30:45@noon, see https://corp.net:8080/@ada",
])("nothing secret: %s", (note) => expectSecrets(depot(note)));

describe("code beside manifests", () => {
  const beside = (path: string, text: string) => `${depot("orders")}#- ${path}\n${text}`;

  test("Python", () =>
    expectSecrets(
      beside(
        "app/main.py",
        `
import os
PASSWORD = "Wq7-tulip"
#           ^^^^^^^^^ warning plain-secret: The value of \`PASSWORD\` stands here in plain text; read it from the environment instead.
connect(host="db", api_key='k9fj2hd83jf7', token=os.environ["TOKEN"])
#                           ^^^^^^^^^^^^ warning plain-secret: The value of \`api_key\`
settings = {"db_password": "Wq7-tulip"}
#                           ^^^^^^^^^ warning plain-secret: The value of \`db_password\`
url = "postgresql://reader:Wq7-tulip@db.corp.net/orders"
#                          ^^^^^^^^^ warning plain-secret: A password in a URL
`,
      ),
    ));

  test.each([
    'password = os.environ["DB_PASSWORD1"]',
    'password = getpass("Password 1: ")',
    'password = f"{prefix}1234567"',
    'token_url = "https://auth.corp.net/v1"',
    'password = "correct horse battery"',
    'secret = "orders-secret"',
    'token = "your-token-1"',
    'token = "vault:orders/v1"',
    'dsn = "postgresql://dev:dev1234@localhost/orders"',
  ])("no secret in Python: %s", (line) => expectSecrets(beside("app/main.py", line)));

  test("SQL", () =>
    expectSecrets(
      beside(
        "migrations/users.sql",
        `
CREATE USER reader IDENTIFIED BY 'Wq7-tulip';
#                                 ^^^^^^^^^ warning plain-secret: The value of \`password\` stands here in plain text; keep it out of the file
ALTER ROLE reader WITH PASSWORD 'Wq7-tulip';
#                                ^^^^^^^^^ warning plain-secret: The value of \`password\`
SELECT password FROM users WHERE name = 'reader-7';
`,
      ),
    ));

  test("SQL of a Lens table", () =>
    expectSecrets(
      beside(
        "model/sqls/orders.sql",
        `
SELECT * FROM dblink('postgresql://reader:Wq7-tulip@db.corp.net/orders')
#                                         ^^^^^^^^^ warning plain-secret: A password in a URL
`,
      ),
    ));

  test("a comment suppresses it", () =>
    expectSecrets(beside("app/main.py", 'PASSWORD = "Wq7-tulip"  # dps-ignore plain-secret')));

  test.each([
    ["other files", "app/notes.txt"],
    ["what is too large", "app/main.py"],
  ])("%s: not looked at", (_what, path) =>
    expectSecrets(
      beside(path, `PASSWORD = "Wq7-tulip"\n${path.endsWith("py") ? "x = 1\n".repeat(50_000) : ""}`),
    ),
  );

  test("a folder without manifests", () => expectSecrets('#- main.py\nPASSWORD = "Wq7-tulip"'));
});

test("a webhook of a pager is a hint", () =>
  expectSecrets(`
name: orders-pager
version: v1alpha
type: pager
workspace: public
pager:
  conditions:
    - valueJqFilter: .properties.name
      operator: equals
      value: orders-late
  output:
    webHook:
      url: https://hooks.slack.com/services/T01A2B3C4/B05D6E7F8/q1W2e3R4t5
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint plain-secret: A Slack webhook stands here
      verb: post
`));
