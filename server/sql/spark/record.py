"""Records what Spark answers to the SQL in cases.json, into spark.recorded.json beside it.

Needs Java 17 and `pip install pyspark==3.5.*`. Run it after changing cases.json: only cases without a recorded
answer are asked, unless `--all` is given. Settings are those of a Flare job: not ANSI, time zone UTC.
"""

import datetime
import decimal
import json
import math
import pathlib
import sys

from pyspark.sql import Row, SparkSession

folder = pathlib.Path(__file__).parent
recorded_file = folder / "spark.recorded.json"


def main() -> None:
    cases = json.loads((folder / "cases.json").read_text("utf-8"))
    known = {}
    if recorded_file.exists() and "--all" not in sys.argv:
        known = json.loads(recorded_file.read_text("utf-8"))["answers"]
    spark = start()
    answers = {}
    for sql in sorted({sql for statements in cases.values() for sql in statements}):
        answers[sql] = known.get(sql) or ask(spark, statement(sql))
    recorded = {"spark": spark.version, "answers": answers}
    recorded_file.write_text(json.dumps(recorded, indent=0, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


def start() -> SparkSession:
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.ansi.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.extraJavaOptions", "-Duser.timezone=UTC")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )


def statement(sql: str) -> str:
    return sql if sql.startswith(("SELECT", "WITH")) else f"SELECT {sql} AS r"


def ask(spark: SparkSession, sql: str) -> dict:
    try:
        frame = spark.sql(sql)
        rows = [[plain(value) for value in row] for row in frame.collect()]
        return {"types": [field.dataType.simpleString() for field in frame.schema.fields], "rows": rows}
    except Exception as error:  # Any refusal is an answer.
        return {"error": type(error).__name__}


def plain(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(value) if math.isnan(value) or math.isinf(value) else value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else str(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Row):
        return {name: plain(field) for name, field in value.asDict().items()}
    if isinstance(value, dict):
        return [[plain(key), plain(item)] for key, item in value.items()]
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value)


main()
