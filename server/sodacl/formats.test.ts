import { expect, test } from "vitest";
import { formats, isNumericFormat } from "./formats.ts";

test.each<[string, readonly string[], readonly string[]]>([
  ["integer", ["0", "-12", " + 7 "], ["1.5", "", "one", "1-2"]],
  ["negative integer", ["-3", "00"], ["3", "+3", "-"]],
  ["decimal", ["1", "-1.5", "2,75", ".5", " - 3 "], ["1.000,5", "", "5.", "%"]],
  ["positive decimal comma", ["1,5", "+2", ",5"], ["1.5", "-1"]],
  ["percentage", ["12%", "- 3,5 %", ".1 %"], ["12", "%", "a%"]],
  ["negative percentage point", ["-1.5%", "0 %"], ["1.5%", "-1,5%"]],
  ["money", ["12.50 EUR", "-3 usd"], ["€ 5", "5 Eur", "5 EURO"]],
  ["money comma", ["1.234,50 EUR"], ["1,234.50 EUR"]],
  ["date us", ["12/31/2024", "1-2-24"], ["31/12/2024", "12/31/2024 10:00"]],
  ["date eu", ["31.12.2024"], ["12/31/2024"]],
  ["date inverse", ["2024-12-31", "24/1/2"], ["2024-31-12"]],
  [
    "date iso 8601",
    ["2024-12-31", "20241231T235959Z", "2024-W05-2", "2024-366", "2024-01-02 10:00:00.5+02:00"],
    ["2024-1-2", "31-12-2024"],
  ],
  ["time 24h", ["23:59", "7:05:09", "00:00:00.25"], ["24:00", "12"]],
  ["time 12h nosec", ["12:30", "1:05"], ["13:00", "1:05:09"]],
  ["timestamp 24h", ["23:59:59"], ["23:59"]],
  [
    "uuid",
    ["0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E"],
    ["0f8fad5bd9cb469fa16570867728950e"],
  ],
  ["ipv4 address", ["10.0.0.1", "999.1.1.1"], ["10.0.0", "10.0.0.1.2"]],
  [
    "ipv6 address",
    ["::1", "2001:db8::8a2e:370:7334", "fe80::1%eth0", "::ffff:10.0.0.1"],
    ["10.0.0.1", "1:2:3", ":::"],
  ],
  [
    "email",
    ["ann@example.com", "ann+x@mail.example.co"],
    ["ann@example", "ann@example.online", "@example.com"],
  ],
  ["phone number", ["555-1234", "(555) 123-4567", "+1 555 123 4567"], ["5551234", "555-ABCD"]],
  [
    "credit card number",
    ["4111 1111 1111 1111", "4111111111111111", "no. 4111111111111111 of Ann"],
    ["4111-1111-1111"],
  ],
])("%s", (format, accepted, refused) => {
  const pattern = new RegExp(formats.get(format) ?? "(?!)");
  expect(accepted.filter((text) => !pattern.test(text))).toEqual([]);
  expect(refused.filter((text) => pattern.test(text))).toEqual([]);
});

test("there are 41 of them, and none needs what RE2 lacks", () => {
  expect(formats.size).toBe(41);
  for (const pattern of formats.values()) expect(pattern).not.toMatch(/\(\?[=!<]|\\[1-9]/);
});

test("formats of numbers are known as such", () => {
  expect(["decimal", "negative percentage comma", "money"].every(isNumericFormat)).toBe(true);
  expect(["email", "date us", "decimals"].some(isNumericFormat)).toBe(false);
});
