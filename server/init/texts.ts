import type { Random } from "./random.ts";
import type { RowFaker } from "./meanings.ts";

/** A text that LIKE accepts: the wildcards stand for letters. */
export function textLike(pattern: string, random: Random): string {
  return pattern.replaceAll("%", () => letters(random, 3)).replaceAll("_", () => letters(random, 1));
}

/** A text of one of SodaCL's formats; undefined for those that are not made here. */
export function textOfFormat(format: string, { faker, person, random }: RowFaker): string | undefined {
  const two = (low: number, high: number) => String(random.integer(low, high)).padStart(2, "0");
  switch (format) {
    case "email":
      return `${person.first}.${person.last}@example.com`.toLowerCase().replaceAll(/[^a-z.@]/g, "");
    case "phone number":
      return `555-${random.integer(100, 999)}-${random.integer(1000, 9999)}`;
    case "uuid":
      return faker.string.uuid();
    case "url":
      return faker.internet.url();
    case "ip address":
    case "ipv4 address":
      return faker.internet.ipv4();
    case "ipv6 address":
      return faker.internet.ipv6();
    case "credit card number":
      return String(random.integer(1000, 9999)).repeat(4);
    case "date us":
      return `${two(1, 12)}/${two(1, 28)}/2024`;
    case "date eu":
      return `${two(1, 28)}/${two(1, 12)}/2024`;
    case "date inverse":
    case "date iso 8601":
      return `2024-${two(1, 12)}-${two(1, 28)}`;
    case "time 24h":
    case "timestamp 24h":
      return `${two(0, 23)}:${two(0, 59)}:${two(0, 59)}`;
    case "time 24h nosec":
      return `${two(0, 23)}:${two(0, 59)}`;
    case "time 12h":
    case "timestamp 12h":
      return `${two(1, 12)}:${two(0, 59)}:${two(0, 59)}`;
    case "time 12h nosec":
      return `${two(1, 12)}:${two(0, 59)}`;
  }
  const amount = `${format.startsWith("negative") ? "-" : ""}${random.integer(1, 99)}`;
  if (format.includes("percentage")) return `${amount}%`;
  if (format.startsWith("money")) return `${amount} USD`;
  return /integer|decimal/.test(format) ? amount : undefined;
}

export function letters(random: Random, length: number): string {
  return Array.from({ length }, () => String.fromCharCode(97 + random.integer(0, 25))).join("");
}
