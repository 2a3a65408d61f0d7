"""Sums of rows of weights, eight labels at a time: the loops in which a reader spends its time.

numba makes no vectors of so short rows, and takes ten times as long without. So what the two
functions at the end are compiled to is written out here in the terms of LLVM; where nothing is
compiled they are the plain functions.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils

from renkei.jit import by_hand

LABELS, PARTS = 8, 4
WIDTH = LABELS * PARTS
_SUMS, _WEIGHTS = ir.VectorType(ir.IntType(32), WIDTH), ir.VectorType(ir.IntType(8), WIDTH)
_SCORES = ir.VectorType(ir.FloatType(), LABELS)
_LLVM: Any = cgutils


def _sum_rows(total: Any, grams: Any, block: Any, rows: Any) -> None:
    """Add to `total` what `grams` has for a block of labels in each of some `rows`.

    `total` has `WIDTH` entries, as has each of ``grams[row, block]``.
    """
    for row in rows:
        for k in range(WIDTH):
            total[k] += grams[row, block, k]


def _add_row(total: Any, row: Any) -> None:
    """Add a row of `LABELS` weights to `total`."""
    for k in range(LABELS):
        total[k] += row[k]


def _as_sum_rows(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    total, grams, rows = (_array(context, builder, signature, given, i) for i in (0, 1, 3))
    held = builder.bitcast(total.data, _SUMS.as_pointer())
    strides = _LLVM.unpack_tuple(builder, grams.strides)
    first = builder.gep(grams.data, [builder.mul(given[2], strides[1])])
    sums = _LLVM.alloca_once_value(builder, builder.load(held, align=4))
    (count,) = _LLVM.unpack_tuple(builder, rows.shape)
    with _LLVM.for_range(builder, count) as loop:
        row = builder.sext(builder.load(builder.gep(rows.data, [loop.index])), ir.IntType(64))
        at = builder.gep(first, [builder.mul(row, strides[0])])
        weights = builder.load(builder.bitcast(at, _WEIGHTS.as_pointer()), align=1)
        builder.store(builder.add(builder.load(sums), builder.sext(weights, _SUMS)), sums)
    builder.store(builder.load(sums), held, align=4)
    return context.get_dummy_value()


def _as_add_row(context: Any, builder: Any, signature: Any, given: Any) -> Any:
    held, added = (
        builder.bitcast(_array(context, builder, signature, given, i).data, _SCORES.as_pointer())
        for i in (0, 1)
    )
    scores = builder.fadd(builder.load(held, align=4), builder.load(added, align=4))
    builder.store(scores, held, align=4)
    return context.get_dummy_value()


def _array(context: Any, builder: Any, signature: Any, given: Any, number: int) -> Any:
    """One of the arrays that are given."""
    return context.make_array(signature.args[number])(context, builder, given[number])


sum_rows = by_hand(
    _sum_rows,
    lambda _, total, grams, _block, rows: (
        types.void(total, grams, types.int64, rows),
        _as_sum_rows,
    ),
)
add_row = by_hand(_add_row, lambda _, total, row: (types.void(total, row), _as_add_row))
