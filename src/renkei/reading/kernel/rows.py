"""Sums of rows of weights, eight labels at a time: the one loop in which a reader spends its time.

numba leaves the sums of so short rows to scalars, a tenth as fast as vectors; so the vectors are
written out here (`_sum_rows`, `_add_row`). The functions of the same names without the dash say
what they do, and do it where nothing is compiled.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic, overload

LABELS, PARTS = 8, 4
WIDTH = LABELS * PARTS


def sum_rows(total: Any, grams: Any, block: Any, rows: Any) -> None:
    """Add to `total` what `grams` has for a block of labels in each of some `rows`.

    `total` has `WIDTH` entries, as has each of ``grams[row, block]``.
    """
    for row in rows:
        for k in range(WIDTH):
            total[k] += grams[row, block, k]


def add_row(total: Any, row: Any) -> None:
    """Add a row of `LABELS` weights to `total`."""
    for k in range(LABELS):
        total[k] += row[k]


@overload(sum_rows, jit_options={"_nrt": False, "forceinline": True})
def _sum_rows_of(total: Any, grams: Any, block: Any, rows: Any) -> Any:
    def compiled(total: Any, grams: Any, block: Any, rows: Any) -> Any:
        _sum_rows(total, grams, block, rows)

    return compiled


@overload(add_row, jit_options={"_nrt": False, "forceinline": True})
def _add_row_of(total: Any, row: Any) -> Any:
    def compiled(total: Any, row: Any) -> Any:
        _add_row(total, row)

    return compiled


@intrinsic
def _sum_rows(_: Any, total: Any, grams: Any, block: Any, rows: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        into, table, numbers = (
            context.make_array(signature.args[i])(context, builder, given[i]) for i in (0, 1, 3)
        )
        held = ir.VectorType(ir.IntType(32), WIDTH)
        stored = ir.VectorType(ir.IntType(8), WIDTH)
        at = builder.bitcast(into.data, held.as_pointer())
        strides = cgutils.unpack_tuple(builder, table.strides)
        first = builder.gep(table.data, [builder.mul(given[2], strides[1])])
        sums = cgutils.alloca_once_value(builder, builder.load(at, align=4))
        count = cgutils.unpack_tuple(builder, numbers.shape)[0]
        with cgutils.for_range(builder, count) as loop:
            number = builder.load(builder.gep(numbers.data, [loop.index]))
            offset = builder.mul(builder.sext(number, ir.IntType(64)), strides[0])
            row = builder.bitcast(builder.gep(first, [offset]), stored.as_pointer())
            weights = builder.sext(builder.load(row, align=1), held)
            builder.store(builder.add(builder.load(sums), weights), sums)
        builder.store(builder.load(sums), at, align=4)
        return context.get_dummy_value()

    return types.void(total, grams, types.int64, rows), generate


@intrinsic
def _add_row(_: Any, total: Any, row: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, given: Any) -> Any:
        held = ir.VectorType(ir.FloatType(), LABELS).as_pointer()
        into, added = (
            builder.bitcast(context.make_array(kind)(context, builder, value).data, held)
            for kind, value in zip(signature.args, given, strict=True)
        )
        total = builder.fadd(builder.load(into, align=4), builder.load(added, align=4))
        builder.store(total, into, align=4)
        return context.get_dummy_value()

    return types.void(total, row), generate
