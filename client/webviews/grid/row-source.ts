import type { Cell } from "../../../server/engine/engine.ts";

export type Row = readonly Cell[];

/** Where a grid gets its rows from. */
export interface RowSource {
  readonly total: number;
  /** Undefined while it is on its way. */
  row(index: number): Row | undefined;
  /** Says which rows are to be seen, so that they can be loaded. */
  want(start: number, end: number): void;
  /** The rows from `start` up to `end`, wherever they are. */
  read(start: number, end: number): Promise<readonly Row[]>;
}

/** Rows that are all there. */
export function localRows(rows: readonly Row[]): RowSource {
  return {
    total: rows.length,
    row: (index) => rows[index],
    want: () => undefined,
    read: (start, end) => Promise.resolve(rows.slice(start, end)),
  };
}

export interface Page {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface PagedRowsOptions {
  readonly first: Page;
  /** Rows of a page; the first one may hold fewer only when it is the last. */
  readonly pageRows: number;
  /** Rejects with an error whose message is for the user. */
  fetch(offset: number, limit: number): Promise<Page>;
  /** Rows have arrived. */
  onArrival(): void;
  onFailure(message: string): void;
}

/** Pages kept; those that were not looked at for longest go first. */
const keptPages = 50;

/** Rows that are asked for at once, where many are read. */
const mostRead = 5000;

/** Rows that are fetched page by page when they are to be seen, one page at a time. */
export class PagedRows implements RowSource {
  readonly total: number;
  readonly #options: PagedRowsOptions;
  /** By number of the page, the one used last at the end. */
  readonly #pages = new Map<number, readonly Row[]>();
  /** What is to be seen by now; what was scrolled past meanwhile is never fetched. */
  #wanted: readonly number[] = [];
  #fetching = false;

  constructor(options: PagedRowsOptions) {
    this.#options = options;
    this.total = options.first.total;
    this.#pages.set(0, options.first.rows);
  }

  row(index: number): Row | undefined {
    const page = Math.floor(index / this.#options.pageRows);
    return this.#pages.get(page)?.[index - page * this.#options.pageRows];
  }

  want(start: number, end: number): void {
    const { pageRows } = this.#options;
    const pages: number[] = [];
    for (let page = Math.floor(start / pageRows); page * pageRows < Math.min(end, this.total); page++) {
      pages.push(page);
      const rows = this.#pages.get(page);
      if (rows) this.#keep(page, rows);
    }
    this.#wanted = pages;
    if (!this.#fetching) void this.#fetchWanted();
  }

  async read(start: number, end: number): Promise<readonly Row[]> {
    const loaded = Array.from({ length: end - start }, (_, index) => this.row(start + index));
    if (loaded.every((row) => row !== undefined)) return loaded;
    const rows: Row[] = [];
    while (start + rows.length < end) {
      const { rows: more } = await this.#options.fetch(
        start + rows.length,
        Math.min(end - start - rows.length, mostRead),
      );
      if (more.length === 0) break;
      rows.push(...more);
    }
    return rows;
  }

  async #fetchWanted(): Promise<void> {
    const { pageRows, fetch, onArrival, onFailure } = this.#options;
    this.#fetching = true;
    try {
      for (let page = this.#missing(); page !== undefined; page = this.#missing()) {
        this.#keep(page, (await fetch(page * pageRows, pageRows)).rows);
        onArrival();
      }
    } catch (error) {
      onFailure(error instanceof Error ? error.message : String(error));
    } finally {
      this.#fetching = false;
    }
  }

  #missing(): number | undefined {
    return this.#wanted.find((page) => !this.#pages.has(page));
  }

  #keep(page: number, rows: readonly Row[]): void {
    this.#pages.delete(page);
    this.#pages.set(page, rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) return;
      this.#pages.delete(oldest);
    }
  }
}
