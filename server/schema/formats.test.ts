import { expect, test } from "vitest";
import { formatFault } from "./formats.ts";

test.each([
  ["cron", "*/5 * * * *"],
  ["cron", " 00 20 * * * "],
  ["cron", "0 8-10/2 1,15 JAN-MAR mon-fri"],
  ["cron", "0 0 L * 5#2"],
  ["cron", "@daily"],
  ["timezone", "UTC"],
  ["timezone", "Asia/Calcutta"],
  ["resource-id", "lens:v1alpha:sales-360:public"],
  ["jq", '.a["]"] | map(select(.b == "x"))'],
  ["jq", "..|objects"],
  ["email", "a.b@example.com"],
  ["uri", "https://example.com/a?b=c"],
  ["dataos-address", "judged where addresses are read"],
  ["no format of ours", ""],
])("%s accepts %s", (format, text) => {
  expect(formatFault(format, text)).toBeUndefined();
});

test.each([
  ["cron", "* * * *", "and this one has 4"],
  ["cron", "", "and this one has 0"],
  ["cron", "* /2 * * * *", "and this one has 6"],
  ["cron", "60 * * * *", "`60` is no minute"],
  ["cron", "* 24 * * *", "`24` is no hour"],
  ["cron", "* * 0 * *", "`0` is no day of the month"],
  ["cron", "* * * 13 *", "`13` is no month"],
  ["cron", "* * * * monday", "`monday` is no day of the week"],
  ["cron", "*/0 * * * *", "`*/0` is no minute"],
  ["cron", "1-2-3 * * * *", "`1-2-3` is no minute"],
  ["timezone", "Eurpoe/Berlin", "is no time zone"],
  ["resource-id", "sales-360", "is no id of a resource"],
  ["jq", ".a[", "ends before its `]`"],
  ["jq", ".a)", "has a `)` that nothing opens"],
  ["jq", '.a == "x', "add the missing quote"],
  ["email", "rentals", "is no e-mail address"],
  ["uri", "example.com", "is no address of a page"],
])("%s refuses %s: %s", (format, text, reason) => {
  expect(formatFault(format, text)).toContain(reason);
});
