"""`gouchen parquet`: the tables of a folder as partitioned Parquet."""

import argparse
import sys

from pipeline.commands import Commands, counted, declare, reads_tables, refuse

_DESCRIPTION = """\
Write the tables of a folder to Parquet, to load many articles into Dask, DuckDB, polars, pandas or Spark: a folder
for each table, in parts of some 100,000 rows that split no article.  Columns are typed, and texts have
no apostrophe in front.  `gouchen extract --parquet` does without the tables in between.

examples:
  gouchen parquet
  gouchen parquet tables --output figures

exit status:
  0  the files are written
  2  there are no tables, or the folder cannot be written or holds anything else; nothing changed
"""


def add(commands: Commands) -> None:
    """Declare the arguments."""
    parser = declare(commands, "parquet", "write the tables for Dask, DuckDB and polars", _DESCRIPTION)
    reads_tables(parser, "folder for the Parquet files", "parquet", "DIR")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files, and say how many."""
    from pipeline.parquet import ParquetError, parquet  # noqa: PLC0415 -- `--help` is to be quick

    try:
        parts = parquet(options.tables, options.output)
    except ParquetError as error:
        return refuse(f"no Parquet files: {error}")
    except OSError as error:
        return refuse(f"cannot write {options.output}: {error.strerror or error}")
    sys.stdout.write(f"{options.output}: {counted(len(parts), 'file')}, {counted(sum(parts), 'row')}\n")
    return 0
