"""Records of a training run for `natgrad-check trace`: one JSON line a step, with a few sums for each tensor.

    record = Record("run.jsonl")
    record.step(theta, gradient, new_theta, loss)

For each tensor, with d = new_theta - theta: n, sum(g*d), sum(|g*d|), sum(g*g), sum(d*d), sum(theta*theta), in double
precision. Needs NumPy. The format is described in docs/traces.md.
"""

import json
import math
import os
import weakref

FORMAT, VERSION = "natgrad-run", 1


# The runs that are being written, by file: two in one would be no run.
WRITTEN = weakref.WeakValueDictionary()


class RunWriter:
    """The file of a run: a head, then a line a step, each flushed, so that a job that is killed loses one line at most.

    Raises ValueError where another run that was not closed is written to the same file.
    """

    def __init__(self, path, **head):
        self.path, self.head, self.file = path, head, None
        self.key = os.path.realpath(path)
        if self.key in WRITTEN:
            raise ValueError("%s is being written by another run: close() that, or write to a file of its own" % path)
        WRITTEN[self.key] = self

    def start(self, **more):
        """Writes the head, once."""
        if self.file is None:
            self.file = open(self.path, "w", encoding="utf-8")
            self.write(dict(format=FORMAT, version=VERSION, **self.head, **more))

    def write(self, fields):
        self.file.write(json.dumps(spelled(fields), allow_nan=False, separators=(",", ":")) + "\n")
        self.file.flush()

    def close(self):
        if WRITTEN.get(self.key) is self:
            del WRITTEN[self.key]
        if self.file is not None:
            self.file.close()


def spelled(value):
    """The value with what JSON cannot hold as the texts "NaN", "Infinity", "-Infinity"."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, dict):
        return {key: spelled(item) for key, item in value.items()}
    return [spelled(item) for item in value] if isinstance(value, (list, tuple)) else value


def leaves(tree, name=""):
    """The arrays of a tree of dicts, lists, tuples and named tuples, each with its path as a name."""
    if tree is None:
        return
    if hasattr(tree, "_asdict"):
        tree = tree._asdict()
    if isinstance(tree, dict):
        items = sorted(tree.items(), key=lambda item: str(item[0]))
    elif isinstance(tree, (list, tuple)) and not all(isinstance(item, (int, float)) for item in tree):
        items = enumerate(tree)
    else:
        yield name or "theta", tree
        return
    for key, item in items:
        yield from leaves(item, "%s.%s" % (name, key) if name else str(key))


def tensor_sums(theta, gradient, delta):
    """[n, gd, abs, gg, dd, pp] of arrays of one shape, in float64; blocks keep it in the cache."""
    import numpy

    flat = [numpy.asarray(part).reshape(-1) for part in (theta, gradient, delta)]
    sizes = {part.size for part in flat}
    if len(sizes) != 1:
        raise ValueError("theta, gradient and update must be of one size, got %s" % sorted(sizes))
    sums = [0.0] * 5
    for start in range(0, flat[0].size, 1 << 15):
        p, g, d = (part[start : start + (1 << 15)].astype(numpy.float64) for part in flat)
        product = g * d
        parts = (product.sum(), numpy.abs(product).sum(), g.dot(g), d.dot(d), p.dot(p))
        sums = [before + float(part) for before, part in zip(sums, parts)]
    return [flat[0].size] + sums


def precision_of(names):
    """The coarsest of some dtypes, as the reader has them."""
    known = ["float64", "float32", "float16", "bfloat16"]
    found = [known.index(name) for name in names if name in known]
    return known[max(found, default=1)]


class Record:
    """A run of a plain training loop.

    path: the file, written anew.
    every: only each so many steps are written, by the number of calls.
    full_batch: every loss is of the same data, so that the next one says what the step did.
    """

    def __init__(self, path, every=1, full_batch=False):
        if every < 1:
            raise ValueError("every must be at least 1, got %r" % (every,))
        self.every, self.count = int(every), 0
        self.writer = RunWriter(path, every=self.every, batch="full" if full_batch else "mini")

    def step(self, theta, gradient, new_theta, loss=None, lr=None, loss_after=None):
        """Writes one step. theta, gradient, new_theta: arrays, or trees of arrays of the same structure.

        loss: L(theta) of the batch that the gradient is of; loss_after: L(new_theta) of the same batch; lr: the step size.
        """
        import numpy

        names = [name for name, _ in leaves(theta)]

        def differences():
            for (_, new), (_, old) in zip(leaves(new_theta), leaves(theta)):
                yield numpy.asarray(new, dtype=numpy.float64) - numpy.asarray(old, dtype=numpy.float64)

        deltas = dict(zip(names, differences()))
        self.note(dict(leaves(theta)), dict(leaves(gradient)), deltas, loss, lr, loss_after)

    def note(self, theta, gradient, delta, loss=None, lr=None, loss_after=None):
        """Writes one step of tensors by name, with the update itself."""
        import numpy

        count, self.count = self.count, self.count + 1
        if count % self.every:
            return
        self.writer.start(precision=precision_of(str(numpy.asarray(part).dtype) for part in theta.values()))
        line = dict(step=count)
        for name, value in (("loss", loss), ("lr", lr), ("after", loss_after)):
            if value is not None:
                line[name] = float(value)
        line["tensors"] = {
            name: tensor_sums(part, gradient[name], delta[name])
            for name, part in theta.items()
            if gradient.get(name) is not None
        }
        self.writer.write(line)

    def close(self):
        self.writer.close()
