import { expect, test } from "vitest";
import { depot, flare } from "../support/manifests.ts";
import { startServer } from "./client.ts";

const flow = (name: string, from: string) =>
  flare({ name, input: `dataos://lake:sales/${from}`, output: `dataos://lake:sales/${name}` });

test("the calls of dataos-ctl come in order, for a folder or a file", async () => {
  const server = await startServer({
    "flows/a.yml": flow("a", "raw"),
    "zone/lake.yml": depot("lake"),
  });
  const files = async (file: string) => {
    const { data } = await server.request("dps/ctlCommands", { file, action: "lint" });
    expect(data.warnings).toEqual([]);
    return data.commands.map((command) => command.parameters.join(" "));
  };
  expect(await files("")).toEqual(["resource apply -l -f zone/lake.yml", "resource apply -l -f flows/a.yml"]);
  expect(await files("flows")).toEqual(["resource apply -l -f flows/a.yml"]);
  expect(await files("zone/lake.yml")).toEqual(["resource apply -l -f zone/lake.yml"]);
});

test("files that need each other come with a warning", async () => {
  const server = await startServer({ "a.yml": flow("a", "b"), "b.yml": flow("b", "a") });
  const { data } = await server.request("dps/ctlCommands", { file: "", action: "apply" });
  expect(data.commands).toHaveLength(2);
  expect(data.warnings).toEqual([
    "No order is right: a.yml needs the dataset lake:sales/b of b.yml, b.yml needs the dataset lake:sales/a of a.yml.",
  ]);
});
