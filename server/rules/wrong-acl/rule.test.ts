import { test } from "vitest";
import { flare } from "../../../test/support/manifests.ts";
import { expectFix, expectProblems } from "../../../test/support/problems.ts";

const job = (output: string) =>
  flare({ name: "copy", input: "dataos://crm:public/orders", output: "OUTPUT" }).replace(
    "OUTPUT?acl=rw",
    output,
  );

const expectAcl = (output: string) => expectProblems(job(output), "wrong-acl");
const title = "Write with `acl=rw`";

test("an output without acl", () =>
  expectAcl(`dataos://lakehouse:sales/orders
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint wrong-acl: The job writes here, but without \`?acl=rw\``));

test("an output for reading", () =>
  expectAcl(`dataos://lakehouse:sales/orders?acl=r
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning wrong-acl: The job writes here, but \`acl=r\``));

test.each([
  "dataos://lakehouse:sales/orders?acl=rw",
  "dataos://lakehouse:sales/orders?batch_size=9&acl=rw",
  "dataos://lakehouse:sales/orders?acl=${ACL}",
  "${OUTPUT}",
  "dataos://lakehouse:sales/orders${SUFFIX}",
])("nothing is wrong with %s", (output) => expectAcl(output));

test.each([
  ["dataos://lakehouse:sales/orders$0", "dataos://lakehouse:sales/orders?acl=rw"],
  ["'dataos://lakehouse:sales/orders$0'", "'dataos://lakehouse:sales/orders?acl=rw'"],
  ["dataos://lakehouse:sales/orders?acl=$0r", "dataos://lakehouse:sales/orders?acl=rw"],
  ["dataos://lakehouse:sales/orders?batch=$09", "dataos://lakehouse:sales/orders?batch=9&acl=rw"],
])("%s is mended", (wrong, right) => expectFix(job(wrong), title).toGive(job(right)));

test("an input may be read with any credentials", () =>
  expectProblems(
    flare({
      name: "copy",
      input: "dataos://crm:public/orders",
      output: "dataos://lakehouse:sales/orders",
    }),
    "wrong-acl",
  ));
