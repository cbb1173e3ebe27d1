/**
 * As much of a document as Preact needs to render into: elements with attributes and children, and nobody who looks
 * at them. What a component does in a browser is tested in one, in `test/webviews`.
 */
export class FakeNode {
  readonly nodeType: number;
  parentNode: FakeElement | null = null;
  data = "";

  constructor(nodeType: number) {
    this.nodeType = nodeType;
  }

  get nextSibling(): FakeNode | null {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  remove(): void {
    this.parentNode?.removeChild(this);
  }
}

export class FakeElement extends FakeNode {
  readonly localName: string;
  readonly ownerDocument = fakeDocument;
  readonly childNodes: FakeNode[] = [];
  readonly style = { setProperty: () => undefined };
  /** As Preact set them. */
  readonly props: Record<string, unknown> = {};

  constructor(localName: string) {
    super(1);
    this.localName = localName;
  }

  get firstChild(): FakeNode | null {
    return this.childNodes[0] ?? null;
  }

  insertBefore(child: FakeNode, before: FakeNode | null): FakeNode {
    child.remove();
    const at = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, child);
    child.parentNode = this;
    return child;
  }

  removeChild(child: FakeNode): FakeNode {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }

  setAttribute(name: string, value: unknown): void {
    this.props[name] = value;
  }

  removeAttribute(name: string): void {
    delete this.props[name];
  }

  addEventListener(): void {
    // Nothing happens here.
  }

  removeEventListener(): void {
    // Nothing happens here.
  }
}

const fakeDocument = {
  createElement: (name: string) => new FakeElement(name),
  createElementNS: (_: string, name: string) => new FakeElement(name),
  createTextNode: (data: string) => Object.assign(new FakeNode(3), { data }),
};
