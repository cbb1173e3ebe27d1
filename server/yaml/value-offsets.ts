/** A scalar's value with the place of each of its UTF-16 units in the source. */
export interface ValueOffsets {
  readonly text: string;
  readonly offsets: readonly number[];
  /** Where the content ends in the source. */
  readonly end: number;
}

/** Collects a value piece by piece. */
export class OffsetBuilder {
  text = "";
  readonly offsets: number[] = [];

  /** A stretch of the source as it stands. */
  copy(source: string, start: number, end: number): void {
    this.text += source.slice(start, end);
    for (let offset = start; offset < end; offset++) this.offsets.push(offset);
  }

  /** Characters that the source says in another way, all of them at one place. */
  add(text: string, offset: number): void {
    this.text += text;
    for (let i = 0; i < text.length; i++) this.offsets.push(offset);
  }

  /** What line breaks become when folded: a single one a space, several one newline fewer than they are. */
  fold(breaks: readonly number[]): void {
    const [first, ...more] = breaks;
    if (first === undefined) return;
    if (more.length === 0) this.add(" ", first);
    for (const offset of more) this.add("\n", offset);
  }
}
