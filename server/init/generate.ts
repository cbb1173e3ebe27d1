import type { Faker } from "@faker-js/faker";
import { typeOf } from "./decide.ts";
import { keyGroups } from "./keys.ts";
import type { KeyGroup } from "./keys.ts";
import type { RowFaker } from "./meanings.ts";
import { seededRandom } from "./random.ts";
import type { ColumnShape, Range, Shapes, TableShape } from "./shapes.ts";
import { columnValues } from "./values.ts";
import type { Value } from "./values.ts";

export interface GenerateOptions {
  /** Of a dataset, where no check says otherwise. */
  readonly rows: number;
  readonly seed: number;
  /** First moment of the day that counts as today, in milliseconds since 1970 (UTC). */
  readonly today: number;
  /** Values of datasets that have a sample already: keys are drawn from them. */
  existing(column: ColumnShape): readonly Value[] | undefined;
}

export interface GeneratedTable {
  readonly dataset: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly values: readonly Value[];
  }[];
  readonly rows: number;
  /** What could not be done, one sentence each. */
  readonly troubles: readonly string[];
}

/** Sample rows of some datasets, the same for the same shapes and options. Keys that joins compare are found on both sides. */
export async function generate(
  shapes: Shapes,
  datasets: readonly string[],
  options: GenerateOptions,
): Promise<readonly GeneratedTable[]> {
  // A megabyte of names and words, which nothing else needs.
  const { faker } = await import("@faker-js/faker/locale/en");
  const groups = new Map(
    keyGroups(shapes).flatMap((group) => group.members.map((member) => [member, group] as const)),
  );
  const generator = new Generator(groups, faker, options);
  return datasets.map((dataset) => generator.table(shapes.table(dataset)));
}

function writtenType(column: ColumnShape): string {
  if (column.element) return "list";
  return column.structure ? "structure" : typeOf(column);
}

/** Above this many rows no sample is written, whatever checks ask for. */
const mostRows = 100_000;

class Generator {
  readonly #groups: ReadonlyMap<ColumnShape, KeyGroup>;
  readonly #faker: Faker;
  readonly #options: GenerateOptions;
  readonly #roots = new Map<ColumnShape, readonly Value[]>();

  constructor(groups: ReadonlyMap<ColumnShape, KeyGroup>, faker: Faker, options: GenerateOptions) {
    this.#groups = groups;
    this.#faker = faker;
    this.#options = options;
  }

  table(table: TableShape): GeneratedTable {
    const troubles: string[] = [];
    const count = this.#rowCount(table);
    if ((table.rows.low ?? 0) > mostRows)
      troubles.push(
        `A check wants ${table.rows.low?.toLocaleString("en-US")} rows; a sample has ${mostRows.toLocaleString("en-US")} at most.`,
      );
    const isBare = [...table.columns.values()].every(({ dropped }) => dropped);
    if (isBare) table.column(table.columns.has("id") ? "name" : "id");
    const shapes = [...table.columns.values()];
    const partners = new Map<string, readonly number[]>();
    const columns = shapes.map((column) => {
      const group = this.#groups.get(column);
      const values = group
        ? this.#keys(column, group, count, partners, troubles)
        : this.#own(column, column, count, troubles);
      return { name: column.name, type: writtenType(group?.shape ?? column), values };
    });
    return { dataset: table.dataset, columns, rows: count, troubles };
  }

  #rowCount({ rows: { low = 1, high = Infinity }, sameCount }: TableShape): number {
    const other: Range = sameCount?.rows ?? {};
    const [least, most] = [Math.max(low, other.low ?? 1), Math.min(high, other.high ?? Infinity)];
    return Math.min(mostRows, Math.max(least, Math.min(this.#options.rows, most), 0));
  }

  #own(column: ColumnShape, shape: ColumnShape, count: number, troubles: string[]): readonly Value[] {
    const { seed, today } = this.#options;
    const { dataset } = column.table;
    const rows = Array.from({ length: count }, (_, index) => this.#row(seed, dataset, column.name, index));
    return columnValues(shape, { rows, today, trouble: (sentence) => troubles.push(sentence) });
  }

  /** The root's own values, or a draw from them that leaves some without a partner, as data has it. */
  #keys(
    column: ColumnShape,
    { root, members, shape }: KeyGroup,
    count: number,
    partners: Map<string, readonly number[]>,
    troubles: string[],
  ): readonly Value[] {
    const pool = this.#root(root, shape, troubles);
    if (column === root) return pool;
    if (column.unique) {
      if (pool.length < count)
        troubles.push(
          `\`${column.name}\` should be unique, and ${root.table.dataset} has only ${pool.length} keys for it.`,
        );
      return pool.slice(0, count);
    }
    const drawn = Math.max(1, Math.ceil(pool.length * 0.9));
    // Keys of several columns meet only when they come from the same row; two keys of one group are two rows.
    const alone = members.filter((member) => member.table === column.table).length > 1;
    const name = alone ? `${root.table.dataset} ${column.name}` : root.table.dataset;
    const random = seededRandom(this.#options.seed, "keys", column.table.dataset, name);
    const indexes = partners.get(name) ?? Array.from({ length: count }, () => random.integer(0, drawn - 1));
    partners.set(name, indexes);
    return indexes.map((index) => pool[index % pool.length] ?? null);
  }

  #root(root: ColumnShape, shape: ColumnShape, troubles: string[]): readonly Value[] {
    const known =
      this.#roots.get(root) ??
      this.#options.existing(root) ??
      this.#own(root, shape, this.#rowCount(root.table), troubles);
    this.#roots.set(root, known);
    return known;
  }

  /** A row of a table is the same person in all of its columns; other chance is the column's own. */
  #row(seed: number, dataset: string, column: string, index: number): RowFaker {
    const faker = this.#faker;
    const own = seededRandom(seed, dataset, index);
    faker.seed(own.seed);
    const sex = own.next() < 0.5 ? "male" : "female";
    const person = { sex, first: faker.person.firstName(sex), last: faker.person.lastName() } as const;
    const random = seededRandom(seed, dataset, index, column);
    return {
      person,
      random: { ...random, seed: own.seed },
      // Seeded anew whenever it is asked for: all rows share one.
      get faker() {
        faker.seed(random.integer(0, 2 ** 31));
        return faker;
      },
    };
  }
}
