import { expect, test } from "vitest";
import { isStandIn, secretsByShape } from "./plain-secrets.ts";

const find = (text: string) =>
  secretsByShape(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

test("only the secret itself is marked, not what leads to it", () => {
  expect(find("url: postgres://ada:Wq7-tulip@db/x # ;password=rose-Qx8")).toEqual(["Wq7-tulip", "rose-Qx8"]);
});

test("only a part of the text is looked at", () => {
  const text = "postgres://ada:Wq7-tulip@db/x\n---\nname: x\n";
  expect(secretsByShape(text, { start: text.indexOf("---"), end: text.length })).toEqual([]);
});

test.each([
  ['{"auths":{"r.corp.net":{"auth":"YWRhOldxNw=="}}}', false],
  ['{"auths":{"r.corp.net":{"auth":"", "username":"ada"}}}', true],
  ['{"auths":{"r.corp.net":{"auth":"${AUTH}"}}}', true],
  ["{token}", true],
])("the stand-in is told by what JSON holds: %s", (value, expected) => {
  expect(isStandIn(value)).toBe(expected);
});

test.each([
  ["://", 300_000],
  ["://a:", 200_000],
  ["?password=", 90_000],
  ["-----BEGIN PRIVATE KEY-----   ", 30_000],
  [" ", 1_000_000],
  ["https://hooks.slack.com/services/", 30_000],
  ["x.webhook.office.com/", 40_000],
  ["postgres://ada:Wq7-tulip@db ", 40_000],
])("a text of many %j costs bounded time", (part, times) => {
  expect(find(part.repeat(times)).length).toBeLessThanOrEqual(1_000);
});

test("a long value is judged in bounded time", () => {
  expect(isStandIn("a:".repeat(500_000))).toBe(false);
  expect(isStandIn('{"auth" : "'.repeat(90_000))).toBe(true);
  expect(isStandIn("(".repeat(500_000) + "Wq7")).toBe(false);
});
