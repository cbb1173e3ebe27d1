/** A workflow command of GitHub: `::COMMAND KEY=VALUE,…::MESSAGE`. */
export interface WorkflowCommand {
  readonly command: string | undefined;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as GitHub's runner does. */
export function readCommand(line: string): WorkflowCommand {
  const [, command, list = "", message = ""] = /^::(\w+) ((?:[^:]|:(?!:))*?)::(.*)$/s.exec(line) ?? [];
  const properties = list.split(",").map((pair) => {
    const equals = pair.indexOf("=");
    return [pair.slice(0, equals), decode(pair.slice(equals + 1), /%(25|0D|0A|3A|2C)/g)];
  });
  return {
    command,
    properties: Object.fromEntries(properties),
    message: decode(message, /%(25|0D|0A)/g),
  };
}

function decode(value: string, codes: RegExp): string {
  return value.replace(codes, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
}
