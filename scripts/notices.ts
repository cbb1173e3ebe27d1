import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What the licences of bundled packages ask for: each one's name, version and licence text.
 * @param packages folders of npm packages
 * @throws when a package names no licence, because then it can't be given away
 */
export function thirdPartyNotices(packages: readonly string[]): string {
  const notices = packages.map(notice).sort();
  return `Data Product Studio contains the following software.\n\n${notices.join("\n\n")}\n`;
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license?: string;
  };
  if (!license) throw new Error(`The package ${name} names no licence.`);
  const files = readdirSync(folder).filter((file) => /^licen[sc]e|^notice/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`── ${name} ${version} (${license})`, ...texts].join("\n\n");
}
