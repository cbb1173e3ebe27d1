import type { Faker } from "@faker-js/faker";
import type { ValueType } from "../sql/outline.ts";
import type { Random } from "./random.ts";

/** What a column probably holds, by its name. */
export interface Meaning {
  readonly type: ValueType;
  /** A value for a row: those of one row belong to the same person and place. */
  make?(row: RowFaker): string | number;
  /** Numbers lie between these. */
  readonly span?: readonly [number, number];
  /** Whatever tells rows apart. */
  readonly key?: boolean;
}

/** One row's faker, seeded for the row, so that its columns go together. */
export interface RowFaker {
  readonly faker: Faker;
  readonly person: { readonly sex: "male" | "female"; readonly first: string; readonly last: string };
  readonly random: Random;
}

/** The meaning of a column's name; of unknown names nothing. */
export function meaningOf(name: string): Meaning | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_");
  return meanings.find(([pattern]) => pattern.test(words))?.[1];
}

const text = (make: (row: RowFaker) => string | number): Meaning => ({ type: "text", make });
const oneOf = (...values: readonly [string, ...string[]]): Meaning =>
  text(({ random }) => random.pick(values));
const number = (low: number, high: number): Meaning => ({ type: "number", span: [low, high] });
const integer = (low: number, high: number): Meaning => ({ type: "integer", span: [low, high] });

/** Names in lower case with underscores; the first that fits counts. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [
    /e_?mail/,
    text(({ faker, person }) =>
      faker.internet
        .email({ firstName: person.first, lastName: person.last, provider: "example.com" })
        .toLowerCase(),
    ),
  ],
  [/first_?name|given_?name|^fname$/, text(({ person }) => person.first)],
  [/last_?name|surname|family_?name|^lname$/, text(({ person }) => person.last)],
  [
    /user_?name|login|handle/,
    text(({ faker, person }) => faker.internet.username({ firstName: person.first, lastName: person.last })),
  ],
  [
    /phone|mobile|telephone|fax|contact_?(?:no|number)/,
    text(({ random }) => `555-${random.integer(100, 999)}-${random.integer(1000, 9999)}`),
  ],
  [/gender|^sex$/, text(({ person }) => (person.sex === "male" ? "Male" : "Female"))],
  [/ip_?address|^ip$/, text(({ faker }) => faker.internet.ipv4())],
  [/uuid|guid/, text(({ faker }) => faker.string.uuid())],
  [/url|website|link$|uri$/, text(({ faker }) => faker.internet.url())],
  [/zip|postal|postcode|pin_?code/, text(({ faker }) => faker.location.zipCode("#####"))],
  [/(?:^|_)lat(?:itude)?$/, number(-60, 70)],
  [/(?:^|_)(?:lng|lon|long|longitude)$/, number(-120, 140)],
  [/country_?code/, text(({ faker }) => faker.location.countryCode())],
  [/currency/, oneOf("USD", "EUR", "GBP")],
  [/(?:^|_)(?:is|has|was|can)_|_flag$|^active$|enabled$/, { type: "boolean" }],
  [
    /timestamp|_ts$|^ts$|_at$|date_?time|last_(?:login|seen|update)|modified|event_?time/,
    { type: "timestamp" },
  ],
  [/(?:^|_)(?:date|dob|day)$|_date_|_on$|birth_?day|^date_/, { type: "date" }],
  [/(?:^|_)(?:sku|skuid|sku_id|barcode)$|sku$/, { type: "integer", key: true }],
  [/(?:^|_)year(?:_|$)/, integer(2021, 2024)],
  [/birth/, { type: "date" }],
  [/(?:^|_)(?:month|month_?no)(?:_|$)/, integer(1, 12)],
  [
    /(?:^|_)(?:qty|quantity|count|units?|children|num_\w+|no_of_\w+|number_of_\w+|stock)(?:$|_)|_count$/,
    integer(1, 10),
  ],
  [/(?:^|_)age(?:$|_)/, integer(18, 80)],
  [/rating|stars/, integer(1, 5)],
  [/(?:^|_)(?:percent|percentage|pct|rate|ratio)(?:$|_)|discount/, number(0, 30)],
  [/income|salary/, integer(20_000, 150_000)],
  [/price|amount|amt|cost|total|revenue|sales$|fee|tax|spend|balance|profit|value$|payment$/, number(5, 500)],
  [/score|points|index$/, number(0, 100)],
  [/weight|height|length|width|distance|duration|temperature|volume/, number(1, 100)],
  [
    /(?:^|_)(?:id|key|sk|pk|no|number|num|code|sku|skuid|sku_id)$|[a-z]id$|^id_|sku/,
    { type: "integer", key: true },
  ],
  [/city|town/, text(({ faker }) => faker.location.city())],
  [/(?:^|_)state$|province|region/, text(({ faker }) => faker.location.state())],
  [
    /country|nation/,
    text(({ random }) => random.pick(["United States", "Germany", "India", "Brazil", "Japan"])),
  ],
  [/street|address/, text(({ faker }) => faker.location.streetAddress())],
  [/payment_?(?:method|type|mode)/, oneOf("Credit Card", "Debit Card", "PayPal", "Cash")],
  [/ship\w*_?(?:method|mode|type)/, oneOf("Standard", "Express", "Pickup")],
  [/marital/, oneOf("single", "married", "divorced")],
  [/education/, oneOf("school", "bachelor", "master", "doctorate")],
  [/status|state$/, oneOf("active", "pending", "completed", "cancelled")],
  [/channel|platform/, oneOf("online", "store", "mobile", "partner")],
  [/(?:^|_)(?:class|level|tier|segment|grade|loyalty)(?:$|_)/, oneOf("low", "middle", "high")],
  [/colou?r/, text(({ faker }) => faker.color.human())],
  [/size/, oneOf("S", "M", "L", "XL")],
  [
    /category|department/,
    text(({ random }) => random.pick(["Books", "Garden", "Toys", "Shoes", "Music", "Sports"])),
  ],
  [
    /brand|company|vendor|supplier|manufacturer|organi[sz]ation|store_?name|merchant/,
    text(({ faker }) => faker.company.name()),
  ],
  [/product|item|model/, text(({ faker }) => faker.commerce.productName())],
  [/job|occupation|profession/, text(({ faker }) => faker.person.jobTitle())],
  [/hobb/, oneOf("reading", "hiking", "cooking", "music", "sports")],
  [
    /customer|user|person|employee|contact|author|owner|full_?name|^name$|agent|manager|driver|patient/,
    text(({ person }) => `${person.first} ${person.last}`),
  ],
  [
    /desc|comment|note|review|message|text|content|remark|title|subject/,
    text(({ faker }) => faker.lorem.sentence(5)),
  ],
  [/type|kind|group|mode|method|reason|source/, oneOf("standard", "premium", "basic")],
];
