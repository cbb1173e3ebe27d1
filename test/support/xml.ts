/** An element of a report, without comments and the like, which we never write. */
export interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/**
 * Reads the XML that we write.
 * @throws for anything that is not well-formed
 */
export function parseXml(xml: string): Element {
  const document: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  let rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  while (rest !== "") {
    const token = /^(?:<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|[^<>]+)/.exec(rest);
    const parent = open.at(-1);
    if (!token || !parent) throw new Error(`No XML: ${rest}`);
    rest = rest.slice(token[0].length);
    const [all, closing, name, attributes = "", empty] = token;
    if (name === undefined) parent.text += unescape(all);
    else if (closing) {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value = ""]) => [
        key,
        unescape(value),
      ]);
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: "" };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [root, ...others] = document.children;
  if (!root || others.length > 0 || open.length > 1)
    throw new Error("There must be one root, and it must end.");
  return root;
}

function unescape(raw: string): string {
  if (![...raw].every(isXmlCharacter)) throw new Error(`XML can't hold ${JSON.stringify(raw)}`);
  return raw.replace(/&(?:#(\d+);)?/g, (all, code?: string) => {
    if (code === undefined) throw new Error(`A bare ${all}`);
    return String.fromCharCode(Number(code));
  });
}

export function isXmlCharacter(character: string): boolean {
  return /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]$/u.test(character);
}
