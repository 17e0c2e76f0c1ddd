"""`watch(tx, path)`: a gradient transformation that does what tx does, and writes a record for `natgrad-check trace`.

    tx = watch(optax.adam(1e-3), "run.jsonl", lr=1e-3)

It needs `params` in `tx.update(gradients, state, params)`. Within `jax.jit` the arrays are handed over by
`jax.debug.callback`, outside of it at once. Written against pairs over NumPy: optax itself was not at hand to be run.
"""

from collections import namedtuple

from .run import Record, leaves

GradientTransformation = namedtuple("GradientTransformation", ["init", "update"])


def watch(tx, path, every=1, lr=None, full_batch=False):
    """tx: anything with `init(params)` and `update(updates, state, params)`. lr: a number, written beside each step.

    Returns a pair of `init` and `update`, of the class of tx where that is a pair, too. `record` of its module closes it.
    """
    record = Record(path, every=every, full_batch=full_batch)

    def note(gradients, deltas, params):
        record.note(dict(leaves(params)), dict(leaves(gradients)), dict(leaves(deltas)), lr=lr)

    def update(gradients, state, params=None, **extra):
        if params is None:
            raise ValueError("watch: call update(gradients, state, params): the parameters are part of the record")
        deltas, state = tx.update(gradients, state, params, **extra)
        if any(is_traced(leaf) for _, leaf in leaves(deltas)):
            import jax

            jax.debug.callback(note, gradients, deltas, params, ordered=True)
        else:
            note(gradients, deltas, params)
        return deltas, state

    kind = type(tx) if getattr(tx, "_fields", None) == GradientTransformation._fields else GradientTransformation
    return kind(tx.init, update)


def is_traced(leaf):
    """Whether an array has no value yet, within a transformation of JAX."""
    return any(base.__name__ == "Tracer" for base in type(leaf).__mro__)
