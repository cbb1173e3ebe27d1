/**
 * What Spark (not ANSI, time zone UTC) has and DuckDB lacks or does otherwise, as DuckDB macros. To be run once
 * per database before any translated SQL. `clock` is what `current_timestamp` and `current_date` say throughout.
 *
 * A macro is text put in place of its call: an argument that is mentioned five times is computed five times as
 * far as the binder goes. That is why the conversions below are called only where the type is not known from
 * the SQL. `typeof` is folded when the query is bound, so that a branch for another type costs nothing.
 */
export function sparkMacros(clock: Date): string {
  const now = clock.toISOString().replace("T", " ").replace("Z", "");
  return [`CREATE OR REPLACE MACRO spark_now() AS TIMESTAMP '${now}';`, ...macros].join("\n");
}

const macros: readonly string[] = Object.entries({
  "spark_today()": "CAST(spark_now() AS DATE)",

  // Text to dates: yyyy, yyyy-[m]m or yyyy-[m]m-[d]d, and behind that anything after a space or a T.
  "spark_loose_date(s)": String.raw`COALESCE(
    TRY_CAST(regexp_extract(s, '^\s*(\d{4}-\d{1,2}-\d{1,2})(?:[ T].*)?\s*$', 1) AS DATE),
    TRY_CAST(regexp_extract(s, '^\s*(\d{4}-\d{1,2})\s*$', 1) || '-01' AS DATE),
    TRY_CAST(regexp_extract(s, '^\s*(\d{4})\s*$', 1) || '-01-01' AS DATE))`,
  // The usual spelling needs no regular expression.
  "spark_date_of_text(s)": `CASE WHEN length(s) = 10 AND s[5] = '-' AND s[8] = '-' THEN TRY_CAST(s AS DATE)
    ELSE spark_loose_date(s) END`,
  "spark_date(x)":
    "CASE WHEN typeof(x) = 'VARCHAR' THEN spark_date_of_text(CAST(x AS VARCHAR)) ELSE TRY_CAST(x AS DATE) END",

  // Text to timestamps: a date, then [h]h[:[m]m[:[s]s[.f]]] and a time zone.
  "spark_timestamp_of_text(s)": String.raw`COALESCE(
    TRY_CAST(TRY_CAST(regexp_replace(regexp_extract(s,
      '^\s*(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{0,9})?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:\d{2}))?)\s*$', 1),
      ' ?(?:Z|UTC|GMT)$', '+00') AS TIMESTAMPTZ) AS TIMESTAMP),
    TRY_CAST(regexp_extract(s, '^\s*(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{1,2})\s*$', 1) || ':00' AS TIMESTAMP),
    TRY_CAST(regexp_extract(s, '^\s*(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2})\s*$', 1) || ':00:00' AS TIMESTAMP),
    CASE WHEN NOT regexp_matches(s, '\d[ T]+\S') THEN CAST(spark_date_of_text(s) AS TIMESTAMP) END)`,
  "spark_timestamp_of_seconds(x)": "make_timestamp(CAST(trunc(TRY_CAST(x AS DOUBLE) * 1000000) AS BIGINT))",
  "spark_is_number(type)":
    "(type LIKE 'DECIMAL%' OR type IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'FLOAT', 'DOUBLE'))",

  "spark_timestamp(x)": `CASE
    WHEN typeof(x) = 'VARCHAR' THEN spark_timestamp_of_text(CAST(x AS VARCHAR))
    WHEN spark_is_number(typeof(x)) THEN spark_timestamp_of_seconds(x)
    WHEN typeof(x) = 'BOOLEAN' THEN make_timestamp(TRY_CAST(x AS BIGINT))
    ELSE TRY_CAST(x AS TIMESTAMP) END`,
  "spark_parsed_text(s, regex, format)":
    "CASE WHEN regexp_matches(s, regex) THEN try_strptime(s, format) END",
  "spark_parsed(x, regex, format)": `CASE WHEN typeof(x) = 'VARCHAR'
    THEN spark_parsed_text(CAST(x AS VARCHAR), regex, format) ELSE TRY_CAST(x AS TIMESTAMP) END`,
  "spark_epoch(t)": "CAST(floor(epoch_us(t) / 1000000) AS BIGINT)",
  "spark_make_date(y, m, d)": "TRY_CAST(format('{:04d}-{:02d}-{:02d}', y, m, d) AS DATE)",
  "spark_make_timestamp(y, mo, d, h, mi, s)": "TRY(make_timestamp(y, mo, d, h, mi, s))",
  "spark_add_months(d, n)": "CAST(d + to_months(CAST(n AS INTEGER)) AS DATE)",
  "spark_dayofweek(d)": "dayofweek(d) + 1",
  "spark_weekday(d)": "isodow(d) - 1",
  "spark_next_day(d, weekday)": "d + CAST((weekday - isodow(d) + 6) % 7 + 1 AS INTEGER)",
  "spark_month_steps(a, b)": "((year(b) - year(a)) * 12 + month(b) - month(a))",
  "spark_into_month(t)": "epoch_us(t) - epoch_us(date_trunc('month', t))",
  "spark_months_elapsed(a, b)": `spark_month_steps(a, b) - CASE
    WHEN spark_month_steps(a, b) > 0 AND spark_into_month(b) < spark_into_month(a) THEN 1
    WHEN spark_month_steps(a, b) < 0 AND spark_into_month(b) > spark_into_month(a) THEN -1
    ELSE 0 END`,
  "spark_years_elapsed(a, b)": "spark_months_elapsed(a, b) // 12",
  "spark_months_between(a, b)": `CASE
    WHEN day(a) = day(b) OR (CAST(a AS DATE) = last_day(a) AND CAST(b AS DATE) = last_day(b))
      THEN CAST((year(a) - year(b)) * 12 + month(a) - month(b) AS DOUBLE)
    ELSE round((year(a) - year(b)) * 12 + month(a) - month(b)
      + ((day(a) - day(b)) * 86400 + epoch(CAST(a AS TIME)) - epoch(CAST(b AS TIME))) / 2678400.0::DOUBLE, 8) END`,

  // Numbers as text: Java writes 1.0E10 where DuckDB writes 10000000000.0.
  "spark_digits(s)": String.raw`rtrim(ltrim(regexp_replace(regexp_replace(s, 'e.*$', ''), '[^0-9]', '', 'g'), '0'), '0')`,
  "spark_exponent(s)": String.raw`CASE
    WHEN contains(s, 'e') THEN CAST(regexp_extract(s, 'e(.*)$', 1) AS INTEGER)
    WHEN starts_with(s, '0.') THEN -1 - length(regexp_extract(s, '^0\.(0*)', 1))
    ELSE length(regexp_extract(s, '^[0-9]+')) - 1 END`,
  "spark_scientific(digits, exponent)": `CASE WHEN digits = '' THEN '0.0'
    ELSE left(digits, 1) || '.' || CASE WHEN length(digits) > 1 THEN substring(digits, 2) ELSE '0' END
      || 'E' || exponent END`,
  "spark_text_of_double(s, x)": `CASE
    WHEN isnan(x) THEN 'NaN'
    WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END
    WHEN x = 0 OR (abs(x) >= 0.001 AND abs(x) < 10000000) THEN s
    ELSE CASE WHEN x < 0 THEN '-' ELSE '' END || spark_scientific(spark_digits(s), spark_exponent(ltrim(s, '-')))
    END`,
  "spark_text(x)": `CASE
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN spark_text_of_double(CAST(x AS VARCHAR), TRY_CAST(x AS DOUBLE))
    WHEN typeof(x) LIKE '%]' OR typeof(x) LIKE 'MAP%' OR typeof(x) LIKE 'STRUCT%'
      THEN error('Turning a ' || typeof(x) || ' into text gives another text in Spark.')
    ELSE CAST(x AS VARCHAR) END`,

  // Text to numbers; a fraction is cut off, whole numbers wrap around, doubles saturate.
  "spark_digits_of_text(s)": String.raw`CASE WHEN regexp_matches(s, '^\s*[+-]?(\d+\.?\d*|\.\d*)\s*$')
    THEN coalesce(nullif(regexp_extract(s, '^\s*([+-]?\d*)', 1), ''), '0') END`,
  "spark_wrapped(n, width)": "((n + width // 2) % width + width) % width - width // 2",
  "spark_in_range(n, width)": "CASE WHEN n BETWEEN -(width // 2) AND width // 2 - 1 THEN n END",
  "spark_saturated(d, width)": `CASE
    WHEN isnan(d) THEN 0::HUGEINT
    WHEN d >= width // 2 - 1 THEN width // 2 - 1
    WHEN d <= -(width // 2) THEN -(width // 2)
    ELSE TRY_CAST(trunc(d) AS HUGEINT) END`,
  "spark_whole(x, width)": `CASE
    WHEN typeof(x) = 'VARCHAR' THEN spark_in_range(TRY_CAST(spark_digits_of_text(CAST(x AS VARCHAR)) AS HUGEINT), width)
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN spark_saturated(TRY_CAST(x AS DOUBLE), width)
    WHEN typeof(x) LIKE 'DECIMAL%' THEN spark_wrapped(TRY_CAST(trunc(TRY_CAST(x AS DECIMAL(38, 9))) AS HUGEINT), width)
    WHEN typeof(x) LIKE 'TIMESTAMP%' THEN CAST(floor(epoch_us(TRY_CAST(x AS TIMESTAMP)) / 1000000) AS HUGEINT)
    ELSE spark_wrapped(TRY_CAST(x AS HUGEINT), width) END`,
  "spark_int(x)": `CASE WHEN typeof(x) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT')
    THEN coalesce(TRY_CAST(x AS INTEGER), CAST(spark_whole(x, 4294967296::HUGEINT) AS INTEGER))
    ELSE CAST(spark_whole(x, 4294967296::HUGEINT) AS INTEGER) END`,
  "spark_narrow(x, width)": `CASE WHEN typeof(x) = 'VARCHAR' THEN spark_whole(x, width)
    ELSE spark_wrapped(spark_whole(x, 4294967296::HUGEINT), width) END`,
  "spark_tinyint(x)": "CAST(spark_narrow(x, 256::HUGEINT) AS TINYINT)",
  "spark_smallint(x)": "CAST(spark_narrow(x, 65536::HUGEINT) AS SMALLINT)",
  "spark_bigint(x)": `CASE WHEN typeof(x) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT')
    THEN TRY_CAST(x AS BIGINT) ELSE CAST(spark_whole(x, 18446744073709551616::HUGEINT) AS BIGINT) END`,
  "spark_double(x)": String.raw`CASE WHEN typeof(x) = 'VARCHAR'
    THEN TRY_CAST(regexp_replace(trim(CAST(x AS VARCHAR)), '[dDfF]$', '') AS DOUBLE)
    WHEN typeof(x) LIKE 'TIMESTAMP%' THEN epoch(TRY_CAST(x AS TIMESTAMP)) ELSE TRY_CAST(x AS DOUBLE) END`,
  "spark_float(x)": "CAST(spark_double(x) AS FLOAT)",
  "spark_decimal_operand(x)":
    "CASE WHEN typeof(x) = 'BOOLEAN' THEN CAST(TRY_CAST(x AS INTEGER) AS VARCHAR) ELSE trim(CAST(x AS VARCHAR)) END",
  "spark_boolean(x)": `CASE
    WHEN typeof(x) = 'VARCHAR' THEN CASE
      WHEN lower(trim(CAST(x AS VARCHAR))) IN ('t', 'true', 'y', 'yes', '1') THEN true
      WHEN lower(trim(CAST(x AS VARCHAR))) IN ('f', 'false', 'n', 'no', '0') THEN false END
    WHEN typeof(x) LIKE 'TIMESTAMP%' THEN epoch_us(TRY_CAST(x AS TIMESTAMP)) <> 0
    ELSE TRY_CAST(x AS BOOLEAN) END`,

  // Arithmetic: a division by zero is NULL.
  "spark_divide(a, b)": "a / nullif(b, 0)",
  "spark_mod(a, b)": "a % nullif(b, 0)",
  "spark_div(a, b)": "CAST(a // nullif(b, 0) AS BIGINT)",
  "spark_pmod(a, b)": "(a % nullif(b, 0) + b) % nullif(b, 0)",
  "spark_ceil(x)": "CAST(ceil(x) AS BIGINT)",
  "spark_floor(x)": "CAST(floor(x) AS BIGINT)",
  "spark_sqrt(d)": "CASE WHEN d < 0 THEN 'NaN'::DOUBLE ELSE sqrt(d) END",
  "spark_ln(d)": "CASE WHEN d > 0 THEN ln(d) END",
  "spark_log10(d)": "CASE WHEN d > 0 THEN log10(d) END",
  "spark_log2(d)": "CASE WHEN d > 0 THEN log2(d) END",
  "spark_log(base, d)": "CASE WHEN d > 0 AND base > 0 THEN ln(d) / ln(base) END",
  "spark_acos(d)": "CASE WHEN abs(d) > 1 THEN 'NaN'::DOUBLE ELSE acos(d) END",
  "spark_asin(d)": "CASE WHEN abs(d) > 1 THEN 'NaN'::DOUBLE ELSE asin(d) END",
  "spark_signum(d)": "CAST(sign(d) AS DOUBLE)",
  "spark_isnan(d)": "coalesce(isnan(d), false)",
  "spark_nanvl(a, b)": "CASE WHEN isnan(a) THEN b ELSE a END",
  "spark_factorial(n)": "CASE WHEN n BETWEEN 0 AND 20 THEN CAST(factorial(n) AS BIGINT) END",
  // As a function: what writes the SQL turns `xor(a, b)` into `a ^ b`, which is a power in DuckDB.
  "spark_xor(a, b)": "xor(a, b)",
  "spark_shiftleft(n, bits)": "n * CAST(power(2, bits) AS BIGINT)",

  // Text.
  "spark_ascii(s)": "CASE WHEN s = '' THEN 0 ELSE ascii(s) END",
  "spark_chr(n)": "CASE WHEN n < 0 THEN '' ELSE chr(CAST(n % 256 AS INTEGER)) END",
  "spark_initcap(s)":
    "list_aggregate(list_transform(string_split(lower(s), ' '), lambda _word: upper(left(_word, 1)) || substring(_word, 2)), 'string_agg', ' ')",
  "spark_left(s, n)": "CASE WHEN n <= 0 THEN left(s, 0) ELSE left(s, n) END",
  "spark_right(s, n)": "CASE WHEN n <= 0 THEN left(s, 0) ELSE right(s, n) END",
  "spark_lpad(s, n, filling)": `CASE WHEN n <= 0 THEN left(s, 0)
    WHEN n <= length(s) OR filling = '' THEN left(s, n) ELSE lpad(s, n, filling) END`,
  "spark_rpad(s, n, filling)": `CASE WHEN n <= 0 THEN left(s, 0)
    WHEN n <= length(s) OR filling = '' THEN left(s, n) ELSE rpad(s, n, filling) END`,
  "spark_repeat(s, n)": "CASE WHEN n <= 0 THEN left(s, 0) ELSE repeat(s, n) END",
  "spark_replace(s, search, other)": "CASE WHEN search = '' THEN s ELSE replace(s, search, other) END",
  "spark_re2_replacement(s)": String.raw`regexp_replace(s, '\$(\d)', '\\\1', 'g')`,
  "spark_split(s, regex)": "string_split_regex(s, regex)",
  "spark_locate(search, s, start)": `CASE
    WHEN start IS NULL THEN 0
    WHEN search IS NULL OR s IS NULL THEN NULL
    WHEN start < 1 THEN 0
    WHEN search = '' THEN CASE WHEN start <= length(s) + 1 THEN start ELSE 0 END
    WHEN instr(substring(s, start), search) = 0 THEN 0
    ELSE instr(substring(s, start), search) + start - 1 END`,
  "spark_from(s, start)":
    "CASE WHEN start > 0 THEN start - 1 WHEN start < 0 THEN length(s) + start ELSE 0 END",
  "spark_between(s, first, past)":
    "substring(s, greatest(first, 0) + 1, greatest(past - greatest(first, 0), 0))",
  "spark_substring(s, start)":
    "CASE WHEN start IS NULL THEN NULL ELSE spark_between(s, spark_from(s, start), length(s)) END, (s, start, size) AS CASE WHEN start IS NULL OR size IS NULL THEN NULL ELSE spark_between(s, spark_from(s, start), spark_from(s, start) + greatest(size, 0)) END",
  "spark_substring_index(s, delimiter, n)": `CASE
    WHEN n IS NULL OR s IS NULL OR delimiter IS NULL THEN NULL
    WHEN n = 0 OR delimiter = '' THEN ''
    WHEN n > 0 THEN array_to_string(list_slice(string_split(s, delimiter), 1, n), delimiter)
    WHEN -n >= len(string_split(s, delimiter)) THEN s
    ELSE array_to_string(list_slice(string_split(s, delimiter), len(string_split(s, delimiter)) + n + 1, len(string_split(s, delimiter))), delimiter) END`,
  "spark_joined(items, separator)":
    "list_aggregate(list_filter(items, lambda _item: _item IS NOT NULL), 'string_agg', separator)",

  // Arrays.
  "spark_get(items, i)": "CASE WHEN i >= 0 THEN list_extract(items, i + 1) END",
  "spark_size(items)": "coalesce(CAST(len(items) AS INTEGER), -1)",
  "spark_map_size(entries)": "coalesce(CAST(len(map_keys(entries)) AS INTEGER), -1)",
  "spark_or_one_null(items)": "CASE WHEN len(items) > 0 THEN items ELSE [NULL] END",
  "spark_array_contains(items, value)": `CASE
    WHEN list_contains(items, value) THEN true
    WHEN len(list_filter(items, lambda _item: _item IS NULL)) > 0 OR value IS NULL THEN NULL
    ELSE list_contains(items, value) END`,
  "spark_array_distinct(items)":
    "list_filter(items, lambda _item, _index: NOT list_has_any([coalesce(list_position(list_slice(items, 1, _index - 1), _item), 0)], [0]) IS NOT TRUE)",
  "spark_array_join(items, separator)":
    "coalesce(spark_joined(items, separator), CASE WHEN items IS NOT NULL AND separator IS NOT NULL THEN '' END)",
  "spark_array_position(items, value)":
    "CASE WHEN items IS NULL OR value IS NULL THEN NULL ELSE coalesce(list_position(items, value), 0) END",
  "spark_array_remove(items, value)":
    "CASE WHEN value IS NULL THEN NULL ELSE list_filter(items, lambda _item: _item IS DISTINCT FROM value) END",
  "spark_array_repeat(value, n)": "list_transform(range(0, greatest(n, 0)), lambda _index: value)",
  "spark_array_compact(items)": "list_filter(items, lambda _item: _item IS NOT NULL)",
  "spark_array_union(a, b)":
    "CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN spark_array_distinct(list_concat(a, b)) END",
  "spark_has(items, value)":
    "CASE WHEN value IS NULL THEN len(list_filter(items, lambda _other: _other IS NULL)) > 0 ELSE list_contains(items, value) END",
  "spark_array_intersect(a, b)":
    "CASE WHEN b IS NOT NULL THEN list_filter(spark_array_distinct(a), lambda _own: spark_has(b, _own)) END",
  "spark_array_except(a, b)":
    "CASE WHEN b IS NOT NULL THEN list_filter(spark_array_distinct(a), lambda _own: NOT spark_has(b, _own)) END",
  "spark_find_in_set(s, items)":
    "CASE WHEN contains(s, ',') THEN 0 ELSE spark_array_position(string_split(items, ','), s) END",
  "spark_regexp_count(s, regex)": "CAST(len(regexp_extract_all(s, regex)) AS INTEGER)",
  "spark_regexp_substr(s, regex)": "nullif(regexp_extract(s, regex), '')",
  "spark_any_of(tests)": `CASE WHEN list_contains(tests, true) THEN true
    WHEN len(list_filter(tests, lambda _test: _test IS NULL)) > 0 THEN NULL WHEN tests IS NOT NULL THEN false END`,
  "spark_all_of(tests)": `CASE WHEN list_contains(tests, false) THEN false
    WHEN len(list_filter(tests, lambda _test: _test IS NULL)) > 0 THEN NULL WHEN tests IS NOT NULL THEN true END`,
  "spark_sequence(a, b)": "CASE WHEN a <= b THEN generate_series(a, b) ELSE generate_series(a, b, -1) END",
  "spark_slice(items, start, size)":
    "CASE WHEN start > 0 THEN list_slice(items, start, start + size - 1) WHEN -start > len(items) THEN list_slice(items, 1, 0) ELSE list_slice(items, len(items) + start + 1, len(items) + start + size) END",
  "spark_get_json_object(json, path)": "json_extract_string(CASE WHEN json_valid(json) THEN json END, path)",
}).map(([signature, body]) => `CREATE OR REPLACE MACRO ${signature} AS ${body};`);
