import { expect, test } from "vitest";
import { startServer } from "./client.ts";

const files = {
  "crm.yml": "name: crm\nversion: v1\ntype: depot\ndepot:\n  type: S3\n  spec:\n    bucket: crm\n",
  "sales.yml":
    "name: sales\nversion: v1alpha\nentity: product\ntype: data\nv1alpha:\n  data:\n    resources: []\n    inputs: []\n",
  "new.yml": "name: lake\nversion: v2alpha\ntype: depot\ndepot:\n  type: S3\n  s3:\n    bucket: crm\n",
};
const canAll = {
  workspace: {
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ["create" as const],
      changeAnnotationSupport: {},
    },
  },
};

test("an action moves a manifest to the newer layout, and asks first where the editor can", async () => {
  const server = await startServer(files, { capabilities: canAll });
  await server.open("crm.yml");
  const [action] = await server.fixes("crm.yml", "name", ["refactor"]);
  expect(action).toMatchObject({
    title: "Move to depot v2alpha",
    kind: "refactor.rewrite",
    edit: { changeAnnotations: { migration: { needsConfirmation: true } } },
  });
  expect(JSON.stringify(action?.edit)).toContain("version: v2alpha");
});

test.each([
  ["no editor without changes of several files", {}, 0],
  ["an editor that confirms nothing", { documentChanges: true, resourceOperations: ["create" as const] }, 1],
  ["no editor that can't create files", { documentChanges: true }, 0],
])("files are created by %s", async (_what, workspaceEdit, offered) => {
  const server = await startServer(files, { capabilities: { workspace: { workspaceEdit } } });
  await server.open("sales.yml");
  const actions = await server.fixes("sales.yml", "name", ["refactor"]);
  expect(actions).toHaveLength(offered);
  expect(JSON.stringify(actions)).not.toContain("annotation");
});

test("dps/migrate: what the document becomes, or nothing", async () => {
  const server = await startServer(files);
  await server.open("sales.yml");
  const moved = await server.request("dps/migrate", { file: "sales.yml" });
  expect(moved?.data.newFiles.map(({ path }) => path)).toEqual(["sales-bundle.yml"]);
  await server.open("new.yml");
  expect(await server.request("dps/migrate", { file: "new.yml" })).toBeNull();
});
