"""`watch(optimizer, path)`: writes a record of a live torch optimizer for `natgrad-check trace`.

    from natgrad_check.torch import watch
    run = watch(optimizer, "run.jsonl", every=10, names=model)
    ...
    run.loss = loss          # what the gradient is of; not needed where step has a closure
    optimizer.step()

One JSON line a step: for each tensor with gradient g, d = theta' - theta: n, sum(g*d), sum(|g*d|), sum(g*g), sum(d*d),
sum(theta*theta), in double precision. Neither parameters nor state of the optimizer are touched. The format is described in
docs/traces.md.
"""

import json
import os
import struct
import types
import warnings

import torch

from .run import RunWriter, precision_of

BLOCK = 1 << 15
DTYPES = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}


def watch(optimizer, path, every=1, names=None, full_batch=False, metric=0, raw=None):
    """Wraps `optimizer.step`, and returns a Run.

    every: each so many steps are logged; the others cost one comparison.
    names: a module, or pairs of name and parameter; otherwise parameters are called GROUP.INDEX.
    full_batch: every loss is of the same data, so that the next one says what the step did.
    metric: the last so many pairs (d/lr, -g) are kept, in the precision of the parameters, and each step is compared with
        them: 2 * metric * (bytes of the parameters) of memory, and as many products; at most 16.
    raw: a folder for one safetensors file a logged step with param.NAME, grad.NAME, update.NAME.

    Raises ValueError for settings that make no sense, and where another run is being written to the same file: a file holds
    one optimizer. A tensor that cannot be read (sparse, complex, on the meta device) is left out, with one warning.
    Gradients are those that `step` is shown: accumulated, clipped, and unscaled where a GradScaler calls it.
    """
    if not isinstance(every, int) or every < 1:
        raise ValueError("watch: every must be a whole number from 1 on, got %r" % (every,))
    if not isinstance(metric, int) or not 0 <= metric <= 16 or metric == 1:
        raise ValueError("watch: metric must be 0 or a whole number from 2 to 16, got %r" % (metric,))
    return Run(optimizer, path, every, names, full_batch, metric, raw)


class Run:
    """A run that is being recorded. `loss`, `loss_after`: set them before `step`, of one batch; `close()` ends it."""

    def __init__(self, optimizer, path, every, names, full_batch, metric, raw):
        self.optimizer, self.every, self.metric, self.raw = optimizer, every, metric, raw
        self.count, self.loss, self.loss_after = 0, None, None
        self.names = named(names)
        self.cloned, self.warned, self.pairs = set(), set(), []
        batch = "full" if full_batch else "mini"
        self.writer = RunWriter(path, every=every, batch=batch, **({"metric": metric} if metric else {}))
        if raw is not None:
            os.makedirs(raw, exist_ok=True)
        self.original = optimizer.step

        def step(_, *args, **kwargs):
            return self.step(*args, **kwargs)

        # Schedulers look for this on a bound method, and count steps by it.
        for mark in ("_with_counter", "hooked"):
            if hasattr(self.original, mark):
                setattr(step, mark, getattr(self.original, mark))
        self.wrapped = optimizer.step = types.MethodType(step, optimizer)

    def close(self):
        """Ends the record and gives the optimizer its own step back."""
        if self.optimizer.step is self.wrapped:
            self.optimizer.step = self.original
        self.writer.close()

    def step(self, closure=None, *args, **kwargs):
        count, self.count = self.count, self.count + 1
        given = [] if closure is None else [closure]
        if count % self.every:
            return self.original(*given, *args, **kwargs)
        seen = {}

        def first_look(loss=None):
            if "tensors" not in seen:
                seen["tensors"] = self.before(copy=closure is not None)
                seen["loss"] = loss

        if closure is None:
            first_look()
        else:

            def watched():
                loss = closure()
                first_look(loss)
                return loss

            given = [watched]
        rates = [group.get("lr") for group in self.optimizer.param_groups]
        result = self.original(*given, *args, **kwargs)
        with torch.no_grad():
            self.after(count, seen.get("tensors", []), rates, seen.get("loss"))
        return result

    def before(self, copy):
        """Parameters with a gradient, and copies of what the step may change."""
        tensors = []
        known, taken = set(), set()
        for index, group in enumerate(self.optimizer.param_groups):
            for place, p in enumerate(group["params"]):
                if p.grad is None or id(p) in known:
                    continue
                known.add(id(p))
                plain = "%d.%d" % (index, place)
                name = self.names.get(id(p), plain)
                if name in taken:
                    name = "%s at %s" % (name, plain)
                why = unreadable(p)
                if why is not None:
                    self.warn(name, why)
                    continue
                taken.add(name)
                # A step that changed a gradient before may do so again: then it is kept.
                clone = copy or self.count == 1 or name in self.cloned
                g = p.grad.detach()
                tensors.append((name, index, p, p.detach().clone(), g.clone() if clone else g, p.grad, p.grad._version))
        return tensors

    def warn(self, name, why):
        if name not in self.warned:
            self.warned.add(name)
            warnings.warn('natgrad-check: "%s" is not recorded: %s' % (name, why), stacklevel=4)

    def after(self, count, tensors, rates, loss):
        line = dict(step=count)
        loss = self.loss if loss is None else loss
        for name, value in (("loss", loss), ("after", self.loss_after)):
            if value is not None:
                line[name] = float(value)
        self.loss = self.loss_after = None
        if all(isinstance(rate, (int, float)) for rate in rates) and rates:
            line["lr"] = rates[0] if len(set(rates)) == 1 else [float(rate) for rate in rates]
        kept = []
        for name, index, p, old, g, live, version in tensors:
            if live._version != version and g.data_ptr() == live.data_ptr():
                self.cloned.add(name)
                continue
            if live._version != version:
                self.cloned.add(name)
            kept.append((name, index, p.detach(), old, g))
        line["tensors"] = {name: sums(p, old, g) for name, _, p, old, g in kept}
        precision = precision_of(str(p.dtype).replace("torch.", "") for _, _, p, _, _ in kept)
        groups = [dict(params=len(group["params"])) for group in self.optimizer.param_groups]
        self.writer.start(precision=precision, groups=groups)
        if self.metric:
            line["metric"] = self.compare(kept, [rate if isinstance(rate, (int, float)) and rate else 1.0 for rate in rates])
        self.writer.write(line)
        if self.raw is not None:
            self.write_raw(count, kept, line)

    def compare(self, kept, rates):
        """Products of this pair (d/lr, -g) with those that are kept, and it is kept, too."""
        pair = {name: ((p - old) / rates[index], -g) for name, index, p, old, g in kept}

        def product(one, a, other, b):
            return sum(dot(one[name][a], other[name][b]) for name in one if name in other)

        sizes = sum(dot(old, old) / rates[index] ** 2 for _, index, _, old, _ in kept)
        found = dict(
            gg=product(pair, 0, pair, 0),
            yy=product(pair, 1, pair, 1),
            pp=sizes,
            own=product(pair, 0, pair, 1),
            gy=[product(one, 0, pair, 1) for one in self.pairs],
            yg=[product(pair, 0, one, 1) for one in self.pairs],
        )
        self.pairs = (self.pairs + [{name: (g, y.clone()) for name, (g, y) in pair.items()}])[-(self.metric - 1) :]
        return found

    def write_raw(self, count, kept, line):
        arrays = []
        for name, _, p, old, g in kept:
            arrays += [("param." + name, old), ("grad." + name, g.to(old.dtype)), ("update." + name, difference(p, old))]
        metadata = {key: str(line[key]) for key in ("step", "loss", "lr", "after") if key in line and not isinstance(line[key], list)}
        write_safetensors(os.path.join(self.raw, "step-%08d.safetensors" % count), arrays, metadata)


def unreadable(p):
    """Why no sum can be formed of a parameter; None where it can."""
    if p.grad.layout != torch.strided:
        return "its gradient is sparse"
    if p.dtype not in DTYPES:
        return "it is %s" % p.dtype
    if p.device.type == "meta" or p.grad.device.type == "meta":
        return "it is on the meta device, which holds no numbers"
    return None


def named(names):
    if names is None:
        return {}
    pairs = names.named_parameters() if hasattr(names, "named_parameters") else names
    return {id(parameter): name for name, parameter in (pairs.items() if isinstance(pairs, dict) else pairs)}


def blocks(*tensors):
    """Blocks of some tensors of one size in double precision; whole ones where the memory of a device is far."""
    flat = [tensor.reshape(-1) for tensor in tensors]
    on_cpu = flat[0].device.type == "cpu"
    size = BLOCK if on_cpu else max(flat[0].numel(), 1)
    for start in range(0, flat[0].numel(), size):
        yield [doubled(part[start : start + size]) for part in flat]


def doubled(part):
    try:
        return part.double()
    except (TypeError, RuntimeError):  # a device without doubles
        return part.cpu().double()


def sums(p, old, g):
    """[n, gd, abs, gg, dd, pp] in float64."""
    total = None
    for new, before, gradient in blocks(p, old, g):
        # The block of a float64 tensor is the parameter itself, and must not be changed.
        d = new - before if p.dtype == torch.float64 else new.sub_(before)
        product = gradient * d
        parts = (product.sum(), product.abs_().sum(), gradient.dot(gradient), d.dot(d), before.dot(before))
        part = torch.stack(parts)
        total = part if total is None else total + part
    return [p.numel()] + ([0.0] * 5 if total is None else total.tolist())


def difference(p, old):
    """p - old in their precision; a CPU has no arithmetic of float16 in older releases."""
    return (p.double() - old.double()).to(p.dtype) if p.dtype == torch.float16 else p - old


def dot(a, b):
    return float(sum(x.dot(y) for x, y in blocks(a, b)))


def write_safetensors(path, arrays, metadata):
    """8 bytes of length, JSON of names, dtypes, shapes and offsets, and the numbers; renamed once it is whole."""
    head, parts, at = {"__metadata__": metadata}, [], 0
    for name, tensor in arrays:
        tensor = tensor.detach().cpu().contiguous()
        view = tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor
        data = view.numpy().tobytes()
        head[name] = dict(dtype=DTYPES[tensor.dtype], shape=list(tensor.shape), data_offsets=[at, at + len(data)])
        at += len(data)
        parts.append(data)
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    with open(path + ".tmp", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for data in parts:
            file.write(data)
    os.replace(path + ".tmp", path)
