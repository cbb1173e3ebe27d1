/** The name that Spark SQL has for a type named in a Flare function; undefined when there is no such type. */
export function sparkType(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  if (/^(?:decimal|numeric)\(\s*\d{1,2}\s*(?:,\s*\d{1,2}\s*)?\)$/.test(lower)) return lower;
  return sparkTypes[lower];
}

const sparkTypes: Readonly<Record<string, string>> = {
  string: "string",
  int: "int",
  integer: "int",
  long: "bigint",
  bigint: "bigint",
  short: "smallint",
  smallint: "smallint",
  byte: "tinyint",
  tinyint: "tinyint",
  float: "float",
  double: "double",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamp",
  binary: "binary",
  decimal: "decimal(10,0)",
};

/** Names of a STRUCT type's fields, as the engine writes the type: `STRUCT(a INTEGER, "b c" VARCHAR)`. */
export function structFields(type: string): readonly string[] | undefined {
  if (!type.startsWith("STRUCT(") || !type.endsWith(")")) return undefined;
  const fields: string[] = [];
  let depth = 0;
  let atName = true;
  for (let index = "STRUCT(".length; index < type.length - 1; index++) {
    const character = type[index] ?? "";
    if (character === '"') {
      const end = closingQuote(type, index);
      if (atName && depth === 0) fields.push(type.slice(index + 1, end).replaceAll('""', '"'));
      atName = false;
      index = end;
    } else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "," && depth === 0) atName = true;
    else if (atName && depth === 0 && character !== " ") {
      const end = type.indexOf(" ", index);
      fields.push(type.slice(index, end));
      atName = false;
      index = end;
    }
  }
  return fields;
}

function closingQuote(type: string, start: number): number {
  let end = start + 1;
  while (end < type.length && (type[end] !== '"' || type[end + 1] === '"')) end += type[end] === '"' ? 2 : 1;
  return end;
}
