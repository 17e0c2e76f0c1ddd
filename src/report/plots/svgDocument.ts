/** The namespace that D3 looks up by the prefix `svg:`. */
const svg = 'http://www.w3.org/2000/svg';

/** What an element is made by; D3 asks a node for its document, and the document for its namespace. */
export interface SvgDocument {
  readonly documentElement: SvgElement;
  createElementNS(namespace: string, name: string): SvgElement;
  createTextNode(text: string): SvgText;
}

/** A text within an element. */
export interface SvgText {
  parentNode: SvgElement | null;
  readonly text: string;
}

type SvgNode = SvgElement | SvgText;

/**
 * An element while a plot is built: what Plot and D3 ask of one, and no more. The DOM libraries that there are parse
 * pages and style sheets, observe changes and were a third of what is loaded to draw a page.
 */
export class SvgElement {
  readonly ownerDocument: SvgDocument;
  readonly namespaceURI = svg;
  readonly localName: string;
  readonly attributes = new Map<string, string>();
  readonly childNodes: SvgNode[] = [];
  parentNode: SvgElement | null = null;

  constructor(ownerDocument: SvgDocument, localName: string) {
    this.ownerDocument = ownerDocument;
    this.localName = localName;
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  get children(): readonly SvgElement[] {
    return this.childNodes.filter((child) => child instanceof SvgElement);
  }

  appendChild<Child extends SvgNode>(child: Child): Child {
    return this.insertBefore(child, null);
  }

  insertBefore<Child extends SvgNode>(child: Child, next: SvgNode | null): Child {
    child.parentNode?.removeChild(child);
    child.parentNode = this;
    if (next) this.childNodes.splice(this.childNodes.indexOf(next), 0, child);
    else this.childNodes.push(child);
    return child;
  }

  removeChild<Child extends SvgNode>(child: Child): Child {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }

  /** D3 writes words through it, and nothing reads them. */
  set textContent(text: unknown) {
    for (const child of this.childNodes) child.parentNode = null;
    this.childNodes.length = 0;
    if (text !== '') this.appendChild(this.ownerDocument.createTextNode(String(text)));
  }
}

/** A document in which plots are built. */
export const svgDocument = (): SvgDocument => {
  const document: SvgDocument = {
    get documentElement() {
      return root;
    },
    createElementNS: (_, name) => new SvgElement(document, name),
    createTextNode: (text) => ({ parentNode: null, text }),
  };
  const root = new SvgElement(document, 'svg');
  return document;
};

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\u00a0': '&#160;',
};

const entityOf = (character: string): string => entities[character]!;

/** An element as text, its newest attribute first. @param shown what is written of an attribute; undefined where it is left out */
export const svgText = (
  element: SvgElement,
  shown: (name: string, value: string) => string | undefined,
): string => {
  let text = `<${element.localName}`;
  for (const [name, value] of [...element.attributes].reverse()) {
    const given = shown(name, value);
    if (given !== undefined) text += ` ${name}="${given.replace(/[<>&"\u00a0]/g, entityOf)}"`;
  }
  if (element.childNodes.length === 0) return `${text} />`;
  text += '>';
  for (const child of element.childNodes)
    text +=
      child instanceof SvgElement ? svgText(child, shown) : child.text.replace(/[<>&\u00a0]/g, entityOf);
  return `${text}</${element.localName}>`;
};
