"""Serves an optimizer written in Python to natgrad-check, over the protocol of docs/protocol.md.

Needs nothing but Python and whatever the optimizer itself imports. In tests: `from natgrad_check import
assert_learning_rule`, which live.py has. In the order of this file: frames and the channel;
what goes wrong, with file and line; random numbers; runs of the three kinds of subjects (torch, pair, function);
finding the subject that an argument names, and what it says of itself; the loop that answers frames.
"""

import array
import ast
import copy
import ctypes
import difflib
import faulthandler
import gc
import hashlib
import importlib
import importlib.util
import inspect
import io
import json
import os
import pickle
import platform
import random
import re
import signal
import struct
import sys
import traceback

PROTOCOL = 1
VERSION = "0.1.0"

HELLO, NEW, STEP, FREE, EVAL, COPY, FAULT, BYE = range(1, 9)
DREW_RANDOM, CHANGED_GRADIENT, CHANGED_KEPT_GRADIENT = 1, 2, 4
NEVER_RETURNS = 2

HEADER = struct.Struct("<IHHIIdd")


# --- frames and the channel -------------------------------------------------------------------------------------------


class Frame:
    """One message; `body` is what follows the header, as bytes."""

    __slots__ = ("kind", "flags", "instance", "step", "a", "b", "body")

    def __init__(self, kind, flags=0, instance=0, step=0, a=0.0, b=0.0, body=b""):
        self.kind, self.flags, self.instance, self.step = kind, flags, instance, step
        self.a, self.b, self.body = a, b, body

    def bytes(self):
        body = self.body + b" " * (-len(self.body) % 8)
        fields = (len(body), self.kind, self.flags, self.instance, self.step, self.a, self.b)
        return HEADER.pack(*fields) + body


class Channel:
    """Frames from one pipe and to another. Answers are written once no more requests have come."""

    def __init__(self, paths):
        given, _, taken = paths.partition(":")
        self.input = os.open(given, os.O_RDONLY)
        self.output = os.open(taken, os.O_WRONLY)
        self.unread, self.at = bytearray(), 0
        self.unsent = []
        os.register_at_fork(after_in_child=self.abandon)

    def abandon(self):
        """A forked child of the optimizer must not answer in its place."""
        if self.input is not None:
            os.close(self.input)
            os.close(self.output)
        self.input = self.output = None

    def receive(self):
        while True:
            start = self.at + HEADER.size
            if len(self.unread) >= start:
                size, kind, flags, instance, step, a, b = HEADER.unpack_from(self.unread, self.at)
                end = start + size
                if len(self.unread) >= end:
                    self.at = end
                    return Frame(kind, flags, instance, step, a, b, bytes(self.unread[start:end]))
            self.flush()
            more = self.read()
            if not more:
                return Frame(BYE)
            del self.unread[: self.at]
            self.unread += more
            self.at = 0

    def read(self):
        """What has come, once something has; nothing where the other side has ended."""
        return os.read(self._open(self.input), 1 << 16)

    def write(self, data):
        """Writes some of it. @returns how many bytes"""
        return os.write(self._open(self.output), data)

    def send(self, frame):
        self._open(self.output)
        self.unsent.append(frame.bytes())

    def flush(self):
        data = memoryview(b"".join(self.unsent))
        self.unsent.clear()
        while data:
            data = data[self.write(data) :]

    @staticmethod
    def _open(descriptor):
        if descriptor is None:
            end_at_once(0)
        return descriptor


# --- what goes wrong --------------------------------------------------------------------------------------------------


class Unusable(Exception):
    """The subject cannot be served; the message is the end of a sentence about it."""


class Misbehaviour(Exception):
    """What the optimizer's code returned or did is no update; the message says what, `code` where its code is."""

    def __init__(self, message, code=None):
        super().__init__(message)
        self.code = code


def __getattr__(name):
    """What is used in tests, imported where it is asked for: an adapter that is started needs none of it."""
    if name in ("assert_learning_rule", "check_learning_rule", "Inconclusive", "InconclusiveWarning"):
        return getattr(importlib.import_module("natgrad_check.live"), name)
    raise AttributeError("module %r has no attribute %r" % (__name__, name))


end_at_once = os._exit
OWN_FILE = os.path.abspath(__file__)
OWN_FOLDER = os.path.dirname(OWN_FILE) + os.sep


STANDARD_LIBRARY = os.path.dirname(os.path.abspath(os.__file__)) + os.sep


def is_installed(path):
    return "-packages" + os.sep in path


def shown_path(path):
    """A path as a reader in the working directory would type it."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def place_of(error):
    """File and line in the user's own code where an error came up: the innermost that belongs to no installed package."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not os.path.abspath(f.filename).startswith(OWN_FOLDER)]
    if isinstance(error, SyntaxError) and error.filename:
        return "%s:%s" % (shown_path(error.filename), error.lineno)
    frames = [frame for frame in frames if not frame.filename.startswith("<")]
    frames = [frame for frame in frames if not frame.filename.startswith(STANDARD_LIBRARY) or is_installed(frame.filename)]
    own = [frame for frame in frames if not is_installed(frame.filename)]
    if not frames:
        return None
    last = (own or frames)[-1]
    return "%s:%s" % (shown_path(last.filename), last.lineno)


def place_of_code(function):
    """File and line where a function or class begins."""
    try:
        target = inspect.unwrap(function)
        return "%s:%s" % (shown_path(inspect.getsourcefile(target)), inspect.getsourcelines(target)[1])
    except (TypeError, OSError, ValueError):
        return None


def describe(error):
    """One line: type, message, file and line."""
    if isinstance(error, (Unusable, Misbehaviour)):
        text = str(error)
        place = place_of_code(error.code) if isinstance(error, Misbehaviour) and error.code else None
    else:
        text = "".join(traceback.format_exception_only(type(error), error)[-1:]).strip()
        place = None if isinstance(error, MemoryError) and not error.__traceback__ else place_of(error)
    text = " ".join(text.split())
    return "%s (%s)" % (text, place) if place else text


def is_user_fault(error):
    return not isinstance(error, (Unusable, AdapterError))


class AdapterError(Exception):
    """The host asked for what makes no sense."""


def note_exits():
    """`os._exit` leaves no trace of its own: say where it was called."""

    def noted(status):
        frame = sys._getframe(1)
        sys.stderr.write("os._exit(%r) at %s:%d\n" % (status, shown_path(frame.f_code.co_filename), frame.f_lineno))
        sys.stderr.flush()
        end_at_once(status)

    os._exit = noted


# --- vectors and random numbers ---------------------------------------------------------------------------------------


def numpy_in_use():
    return sys.modules.get("numpy")


def vector_of(body, start, stop):
    """Doubles start … stop of a payload, read-only: a NumPy array where the optimizer uses NumPy, else a tuple."""
    numpy = numpy_in_use()
    if numpy is not None:
        return numpy.frombuffer(body, dtype="<f8", count=stop - start, offset=8 * start)
    return tuple(doubles_of(body)[start:stop])


def doubles_of(body):
    values = array.array("d")
    values.frombytes(body)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def bytes_of(values, size, code):
    """What an optimizer returned, as `size` doubles. @raises Misbehaviour"""
    numpy = numpy_in_use()
    try:
        if isinstance(values, (str, bytes, dict)) or values is None:
            raise TypeError
        if numpy is not None:
            data = numpy.ascontiguousarray(values, dtype="<f8").reshape(-1)
            count, data = data.size, data.tobytes()
        else:
            data = array.array("d", values)
            count = len(data)
            if sys.byteorder == "big":
                data.byteswap()
            data = data.tobytes()
    except (TypeError, ValueError):
        raise Misbehaviour("TypeError: returned %s, not numbers" % kind_of(values), code) from None
    if count != size:
        raise Misbehaviour("ValueError: returned %d numbers, θ has %d" % (count, size), code)
    return data


def kind_of(value):
    return "None" if value is None else "a %s" % type(value).__name__


class LazyRandom(random.Random):
    """Python's generator, seeded where it is first asked in a step: to seed it costs more than many a step."""

    pending, used = None, False

    def due(self, seed):
        """What it is to be seeded with."""
        self.last = self.pending = seed
        self.used, self.gauss_next = False, None

    def was_used(self):
        """Whether somebody drew; who puts back what was there before has not."""
        return self.used and self.getstate() != random.Random(self.last).getstate()

    def begun(self):
        """The generator itself, seeded."""
        if self.pending is not None:
            pending, self.pending = self.pending, None
            super().seed(pending)
        return super()

    def random(self):
        self.used = True
        return self.begun().random()

    def getrandbits(self, k):
        self.used = True
        return self.begun().getrandbits(k)

    def seed(self, *given, **named):
        self.pending, self.used = None, True
        super().seed(*given, **named)

    def getstate(self):
        return self.begun().getstate()

    def setstate(self, state):
        self.pending, self.used = None, True
        super().setstate(state)

    def share(self):
        """Takes the place of the generator behind `random.random` and its like, for whoever imports them from now on."""
        for name, value in list(vars(random).items()):
            if getattr(value, "__self__", None) is random._inst:
                setattr(random, name, getattr(self, name))
        random._inst = self
        return self


class EagerRandom:
    """A generator that others hold already, seeded anew before each step. `source` is `random` or `numpy.random`."""

    def __init__(self, source):
        self.source = source

    def due(self, seed):
        self.source.seed(seed)
        self.first = self.source.random()
        self.source.seed(seed)

    def was_used(self):
        return self.source.random() != self.first


class WatchedNumpy:
    """NumPy's shared Mersenne twister: whoever draws from it moves its place, the last of 625 words in memory."""

    def __init__(self, numpy):
        self.seed, self.twister = numpy.random.seed, numpy.random.mtrand._rand._bit_generator
        if type(self.twister).__name__ != "MT19937":
            raise ValueError("another generator")
        self.words = (ctypes.c_uint32 * 625).from_address(self.twister.ctypes.state_address)
        self.due(7)
        if self.was_used() or self.words[0] != 7 or numpy.random.random() is None or not self.was_used():
            raise ValueError("laid out otherwise")

    def due(self, seed):
        self.seed(seed)
        self.first = self.words[0]

    def was_used(self):
        return self.words[624] != 624 or self.words[0] != self.first


def watched(numpy):
    """@returns what looks at NumPy's generator where its layout is known, and draws from it where it is not"""
    try:
        return WatchedNumpy(numpy)
    except (AttributeError, ValueError):
        return EagerRandom(numpy.random)


class RandomSources:
    """The generators that Python, NumPy and torch share, seeded anew before each step and watched during it."""

    def __init__(self, python=None):
        self.python, self.numpy, self.torch = python or EagerRandom(random), None, None

    def seed(self, run_seed, step):
        """Each step has a seed of its own, so that runs may take turns and go on from a copy."""
        mixed = (run_seed * 0x9E3779B1 + (step + 1) * 0x85EBCA6B + (run_seed >> 15)) & 0xFFFFFFFF
        self.python.due(mixed)
        if self.numpy is None and numpy_in_use() is not None:
            self.numpy = watched(numpy_in_use())
        if self.numpy is not None:
            self.numpy.due(mixed)
        self.torch = sys.modules.get("torch")
        if self.torch is not None:
            self.torch.default_generator.manual_seed(mixed)
            self.state = self.torch.default_generator.get_state()

    def were_used(self):
        if self.python.was_used() or (self.numpy is not None and self.numpy.was_used()):
            return True
        return self.torch is not None and not self.torch.equal(self.state, self.torch.default_generator.get_state())


# --- runs of the three kinds of subjects ------------------------------------------------------------------------------


def with_paths(defaults, hyperparameters):
    """Keyword arguments: `betas.0 = 0.8` is the first entry of `betas`, whose others keep their defaults."""
    arguments = {}
    for path, value in hyperparameters.items():
        name, _, index = path.partition(".")
        if index:
            whole = list(arguments.get(name, defaults[name]))
            whole[int(index)] = value
            arguments[name] = tuple(whole)
        else:
            default = defaults.get(name)
            arguments[name] = int(value) if isinstance(default, int) and value == int(value) else value
    return arguments


class Run:
    """One run of a subject. `call` calls the user's code; a debugger replaces it."""

    def __init__(self, subject, tensors, hyperparameters, theta):
        self.subject, self.tensors = subject, tensors
        self.size = len(theta) // 8
        self.arguments = dict(subject.fixed, **with_paths(subject.defaults, hyperparameters))

    @staticmethod
    def call(function, *arguments, **named):
        return function(*arguments, **named)

    def copied(self, through_checkpoint):
        raise Unusable("its state cannot be copied")


class FunctionRun(Run):
    """A function of what it asks for by name; it returns Δ, (Δ, state), or θ′ if it says so."""

    def __init__(self, subject, tensors, hyperparameters, theta):
        super().__init__(subject, tensors, hyperparameters, theta)
        self.state = None
        if subject.init is not None:
            self.state = self.call(subject.init, vector_of(theta, 0, self.size))

    def step(self, body, step_size, step, time, evaluate):
        subject = self.subject
        theta, gradient = vector_of(body, 0, self.size), vector_of(body, self.size, 2 * self.size)
        offered = {"state": self.state, "step": step, "time": time, "loss": RemoteLoss(evaluate, self.size)}
        for names, value in ((THETA, theta), (GRADIENT, gradient), (STEP_SIZE, step_size)):
            offered.update(dict.fromkeys(names, value))
        offered.update(self.arguments)
        named = {name: offered[name] for name in subject.asked if name in offered}
        returned = self.call(subject.update, **named)
        if isinstance(returned, tuple) and len(returned) == 2 and not is_number(returned[0]):
            returned, self.state = returned
        return bytes_of(returned, self.size, subject.update), 0

    def copied(self, through_checkpoint):
        other = copy.copy(self)
        other.state = duplicate(self.state, through_checkpoint)
        return other


class PairRun(Run):
    """An object with `init` and `update`, as optax has them: updates are added to the parameters."""

    def __init__(self, subject, tensors, hyperparameters, theta):
        super().__init__(subject, tensors, hyperparameters, theta)
        self.pair, self.step_size, self.begun = None, None, False
        self.state = None
        self.start = theta

    def tree(self, body, offset):
        """Parameters as the pair sees them: one array, or a dictionary of those of the layers."""
        parts = {
            name: shaped(vector_of(body, offset + start, offset + stop), shape)
            for name, start, stop, shape in self.tensors
        }
        return next(iter(parts.values())) if len(parts) == 1 else parts

    def step(self, body, step_size, step, time, evaluate):
        if self.pair is None or step_size != self.step_size:
            self.pair, self.step_size = self.call(self.subject.make, step_size, self.arguments), step_size
        if not self.begun:
            self.state, self.begun = self.call(self.pair.init, self.tree(self.start, 0)), True
        theta, gradient = self.tree(body, 0), self.tree(body, self.size)
        takes_theta = self.subject.update_takes_parameters
        arguments = (gradient, self.state, theta) if takes_theta else (gradient, self.state)
        returned = self.call(self.pair.update, *arguments)
        if not (isinstance(returned, tuple) and len(returned) == 2):
            raise Misbehaviour(
                "TypeError: update returned %s, not (updates, state)" % kind_of(returned), self.pair.update
            )
        updates, self.state = returned
        return b"".join(self.flat(updates)), 0

    def flat(self, updates):
        for name, start, stop, _ in self.tensors:
            part = updates if len(self.tensors) == 1 and not isinstance(updates, dict) else updates[name]
            yield bytes_of(part, stop - start, self.pair.update)

    def copied(self, through_checkpoint):
        other = copy.copy(self)
        other.state = duplicate(self.state, through_checkpoint)
        return other


def duplicate(state, through_checkpoint):
    return pickle.loads(pickle.dumps(state)) if through_checkpoint else copy.deepcopy(state)


def shaped(vector, shape):
    numpy = numpy_in_use()
    return vector if numpy is None else vector.reshape(shape)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class RemoteLoss:
    """L and ∇L at any point; each first call at a point is a message."""

    def __init__(self, evaluate, size):
        self._evaluate, self._size, self._at = evaluate, size, None

    def _ask(self, theta):
        data = bytes_of(theta, self._size, None)
        if data != self._at:
            self._answer, self._at = self._evaluate(data), data
        return self._answer

    def value(self, theta):
        return self._ask(theta)[0]

    def gradient(self, theta):
        return vector_of(self._ask(theta)[1], 0, self._size)


def plain_numbers(tensor):
    """Half precision as singles, since NumPy has no bfloat16."""
    return tensor.detach().float() if tensor.element_size() == 2 else tensor.detach()


def bytes_in(tensor):
    """The numbers of a tensor, in order."""
    return plain_numbers(tensor).numpy().tobytes()


def was_changed(shown):
    """Whether a tensor, given with the bytes that it had, has other values now; 0 and −0 are one."""
    tensor, had = shown
    has = bytes_in(tensor)
    if has == had or len(has) != len(had):
        return has != had
    now = plain_numbers(tensor).reshape(-1)
    torch = sys.modules["torch"]
    return not torch.equal(now, torch.frombuffer(bytearray(had), dtype=now.dtype))


class TorchRun(Run):
    """An optimizer of torch over parameters of its own; it changes them in place, and θ′ is what they are then."""

    def __init__(self, subject, tensors, hyperparameters, theta):
        super().__init__(subject, tensors, hyperparameters, theta)
        self.torch, self.dtype = subject.torch, subject.dtype
        self.is_double = self.dtype is self.torch.float64
        memory = bytearray(theta)
        self.parameters = [
            self.torch.nn.Parameter(self.tensor(memory, start, stop, shape)) for _, start, stop, shape in tensors
        ]
        self.optimizer, self.schedulers, self.step_size = None, [], None
        self.kept, self.left = (), None

    def tensor(self, memory, start, stop, shape):
        """Doubles start … stop of writable memory, which is shared where the parameters are doubles."""
        values = self.torch.frombuffer(memory, dtype=self.torch.float64, count=stop - start, offset=8 * start)
        if not self.is_double:
            values = values.to(self.dtype)
        return values if len(shape) == 1 else values.view(shape)

    def build(self, step_size):
        """The learning rate is known with the first step; where a constructor takes no 0, it is set afterwards."""
        try:
            built = self.call(self.subject.make, self.parameters, step_size, self.arguments)
        except Exception:
            if step_size != 0:
                raise
            built = self.call(self.subject.make, self.parameters, 1.0, self.arguments)
        parts = list(built) if isinstance(built, (tuple, list)) else [built]
        if not parts or not isinstance(parts[0], self.torch.optim.Optimizer):
            raise Misbehaviour("TypeError: made %s, not an optimizer" % kind_of(built), self.subject.code)
        self.optimizer, self.schedulers = parts[0], parts[1:]
        if step_size == 0 and self.subject.step_size == "used":
            self.rescale(0.0)
        self.step_size = step_size

    def rescale(self, factor):
        for group in self.optimizer.param_groups:
            group["lr"] = group["lr"] * factor
        for scheduler in self.schedulers:
            scheduler.base_lrs = [rate * factor for rate in scheduler.base_lrs]

    def step(self, body, step_size, step, time, evaluate):
        sign = -1.0 if self.subject.maximize else 1.0
        if self.optimizer is None:
            self.build(step_size)
        elif step_size != self.step_size and self.subject.step_size == "used":
            if self.step_size:
                self.rescale(step_size / self.step_size)
            else:
                for group in self.optimizer.param_groups:
                    group["lr"] = step_size
            self.step_size = step_size
        shown = self.show(body, sign)
        if self.subject.closure:
            self.call(self.optimizer.step, self.closure(evaluate, sign))
        else:
            self.call(self.optimizer.step)
        for scheduler in self.schedulers:
            self.call(scheduler.step)
        flags = 0
        if not self.subject.closure:
            if any(map(was_changed, shown)):
                flags |= CHANGED_GRADIENT
            if any(map(was_changed, self.kept)):
                flags |= CHANGED_KEPT_GRADIENT
            self.kept = () if flags else shown
        self.left = self.flat()
        return self.left, flags

    def show(self, body, sign):
        """Puts θ and ∇L where the optimizer finds them. @returns each gradient with its bytes"""
        memory = bytearray(body)
        # What the last step left there need not be put there again, unless it did not come to its end.
        moved = self.left is None or not body.startswith(self.left)
        self.left = None
        shown = []
        for parameter, (_, start, stop, shape) in zip(self.parameters, self.tensors):
            if moved:
                parameter.data.copy_(self.tensor(memory, start, stop, shape))
            gradient = self.tensor(memory, self.size + start, self.size + stop, shape)
            if sign < 0:
                gradient.neg_()
            parameter.grad = gradient
            shown.append((gradient, bytes_in(gradient)))
        return shown

    def flat(self):
        if self.is_double and all(parameter.dtype is self.dtype for parameter in self.parameters):
            data = b"".join([bytes_in(parameter) for parameter in self.parameters])
            if len(data) == 8 * self.size:
                return data
        parts = [parameter.detach().to(self.torch.float64).reshape(-1) for parameter in self.parameters]
        whole = parts[0] if len(parts) == 1 else self.torch.cat(parts)
        return bytes_of(whole.numpy(), self.size, self.subject.code)

    def closure(self, evaluate, sign):
        def closure():
            value, slopes = evaluate(self.flat())
            with self.torch.no_grad():
                for parameter, (_, start, stop, shape) in zip(self.parameters, self.tensors):
                    parameter.grad = self.tensor(bytearray(slopes), start, stop, shape).mul_(sign)
            return self.torch.tensor(sign * value, dtype=self.dtype)

        return closure

    def copied(self, through_checkpoint):
        """As training is resumed: the same parameters, a fresh optimizer, and the `state_dict` of the old one."""
        other = TorchRun.__new__(TorchRun)
        other.__dict__.update(self.__dict__)
        # What makes the copy may move its parameters.
        other.kept, other.left = (), None
        other.parameters = [self.torch.nn.Parameter(p.detach().clone()) for p in self.parameters]
        other.optimizer, other.schedulers = None, []
        if self.optimizer is not None:
            other.build(self.step_size)
            self.call(other.optimizer.load_state_dict, self.stored(self.optimizer.state_dict(), through_checkpoint))
            for new, old in zip(other.schedulers, self.schedulers):
                new.load_state_dict(self.stored(old.state_dict(), through_checkpoint))
        return other

    def stored(self, state, through_checkpoint):
        if not through_checkpoint:
            return copy.deepcopy(state)
        file = io.BytesIO()
        self.torch.save(state, file)
        file.seek(0)
        return self.torch.load(file)


# --- what subjects say of themselves ----------------------------------------------------------------------------------

THETA = ("theta", "params", "parameters")
GRADIENT = ("gradient", "grad", "grads", "gradients")
STEP_SIZE = ("step_size", "lr", "learning_rate")
OFFERED = THETA + GRADIENT + STEP_SIZE + ("state", "step", "time", "loss")

#: Other names for what is handed in, in small letters without underscores, by a name that it has here.
OTHER_NAMES = {
    "theta": ("θ", "param", "weights", "weight", "w", "x", "position"),
    "gradient": ("g", "dtheta", "dw", "slope", "slopes"),
    "step_size": ("eta", "η", "rate", "alpha"),
    "state": ("memory", "buffers", "optstate", "optimizerstate"),
    "step": ("t", "k", "iteration", "iter", "epoch", "stepcount"),
    "time": ("clock",),
    "loss": ("objective", "lossfunction", "closure"),
}

#: Ranges of what is commonly named so; only a default within them is fuzzed.
KNOWN_RANGES = {
    "betas.0": (0, 0.99, None),
    "betas.1": (0.9, 0.9999, None),
    "beta1": (0, 0.99, None),
    "beta2": (0.9, 0.9999, None),
    "b1": (0, 0.99, None),
    "b2": (0.9, 0.9999, None),
    "eps": (1e-12, 1e-4, "gradient"),
    "momentum": (0, 0.9, None),
    "decay": (0.5, 0.999, None),
    "alpha": (0.5, 0.999, None),
    "rho": (0.5, 0.999, None),
}

#: What a module may say of its subject: `natgrad = dict(contract='small-step', …)`.
DECLARED = (
    "subject", "name", "source", "contract", "max_step_size", "losses", "min_cosine", "l2", "expected", "traits", "domain",
    "precision", "step_size", "shapes", "hyperparameters", "closure", "fixed", "returns",
)  # fmt: skip


class Subject:
    """What is served: how its runs are made, and what its HELLO says."""

    returns = "delta"
    step_size = "used"
    precision = "float64"
    capabilities = ("copy", "random", "memory")
    defaults = {}

    def __init__(self, name, fixed, declared):
        self.name, self.declared = declared.get("name", name), declared
        self.fixed = dict(declared.get("fixed", {}), **fixed)
        self.precision = declared.get("precision", self.precision)
        self.step_size = declared.get("step_size", self.step_size)

    def read_signature(self, function, given):
        """Defaults of the keyword arguments. @raises Unusable where one has none and is not given"""
        try:
            parameters = inspect.signature(function).parameters.values()
        except (TypeError, ValueError):
            return {}
        defaults = {}
        for parameter in parameters:
            if parameter.name in given or parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                continue
            if parameter.default is not parameter.empty and "torch" in sys.modules:
                # torch marks what has to be given by a default of its own.
                required = type(parameter.default).__name__ == "_RequiredParameter"
            else:
                required = parameter.default is parameter.empty
            if not required:
                defaults[parameter.name] = parameter.default
            elif parameter.name not in self.fixed:
                slips = slips_in(function)
                missing = slip_text(slips) if slips else 'needs "%s", which has no default;' % parameter.name
                raise Unusable(
                    "%s %s, as in %s(%s=…), or name a function that makes it"
                    % (missing, "If not, give it" if slips else "give it", self.name.split("(")[0], parameter.name)
                )
        unknown = [name for name in self.fixed if name not in defaults and not takes_any(function)]
        unknown = [name for name in unknown if name not in inspect.signature(function).parameters]
        if unknown:
            raise Unusable("takes no argument %s; it takes %s" % (unknown[0], ", ".join(defaults) or "none"))
        return dict(defaults, **self.fixed)

    def without_step_size(self):
        """A subject that is handed no step size has one of its own. @raises Unusable where it may only call it otherwise"""
        if "step_size" not in self.declared:
            ranged = self.declared.get("hyperparameters", {})
            for name in self.defaults:
                # Of another near name, such as max_step_size, nothing is known.
                is_step_size = plain(name) in ("eta", "η") + tuple(plain(known) for known in STEP_SIZE)
                if is_step_size and name not in self.fixed and name not in ranged:
                    raise Unusable(
                        'has an argument "%s"; did you mean "%s", as which the step size is handed in? If it is a step size '
                        'of its own, say so: natgrad = dict(step_size="internal")' % (name, meant_by(name))
                    )
        return self.declared.get("step_size", "internal")

    def hyperparameters(self):
        """By path, default, least and greatest: those that have a range, stated or known."""
        ranges = {}
        for path, value in number_paths(self.defaults):
            if path.partition(".")[0] in self.fixed or path not in KNOWN_RANGES or value == 0:
                continue
            least, greatest, unit = KNOWN_RANGES[path]
            if least <= value <= greatest:
                ranges[path] = range_of(value, least, greatest, unit)
        for path, given in self.declared.get("hyperparameters", {}).items():
            known = dict(number_paths(self.defaults))
            if path not in known:
                raise Unusable(
                    'natgrad["hyperparameters"] names "%s"; it has %s' % (path, ", ".join(known) or "none")
                )
            if not (isinstance(given, (tuple, list)) and 3 <= len(given) <= 4):
                raise Unusable('natgrad["hyperparameters"]["%s"] must be (default, min, max)' % path)
            ranges[path] = range_of(*given)
        return ranges

    def contract(self):
        declared = self.declared.get("contract")
        contract = dict(declared) if isinstance(declared, dict) else {}
        if isinstance(declared, str):
            name, _, amount = declared.partition(":")
            contract["effective"] = {name: float(amount)} if amount else name
        if contract and not {"effective", "losses", "minCosine", "l2", "maxRelativeStepSize", "expected"} & set(contract):
            contract = {"effective": contract}
        for name, field in (
            ("max_step_size", "maxRelativeStepSize"),
            ("losses", "losses"),
            ("min_cosine", "minCosine"),
            ("expected", "expected"),
            ("l2", "l2"),
        ):
            if name in self.declared:
                contract[field] = self.declared[name]
        return contract

    def hello(self):
        return {
            "protocol": PROTOCOL,
            "kind": self.kind,
            "name": self.name,
            "encoding": "binary",
            "returns": self.declared.get("returns", self.returns),
            "precision": self.precision,
            "hyperparameters": self.hyperparameters(),
            "contract": self.contract(),
            "traits": list(self.declared.get("traits", ())),
            "domain": self.declared.get("domain", "all"),
            "stepSize": self.step_size,
            "shapes": self.declared.get("shapes", "vector"),
            "capabilities": list(self.capabilities),
            **({"source": self.declared["source"]} if "source" in self.declared else {}),
            **({"program": self.program()} if self.program() else {}),
        }

    #: How a program without us gets hold of what is served, as an expression; None where no module has it.
    found_at = None

    def program(self):
        """Source that runs this subject without us; None where it needs more than gradients."""
        return None

    def head(self):
        """What each of those programs begins with: the subject, and its arguments from `hyperparameters`."""
        tuples = {name: value for name, value in self.defaults.items() if isinstance(value, (tuple, list))}
        return ARGUMENTS % {
            "found": self.found_at,
            "fixed": repr(self.fixed),
            "defaults": repr({n: tuple(v) for n, v in tuples.items()}),
            "whole": repr([n for n, v in self.defaults.items() if isinstance(v, int) and not isinstance(v, bool)]),
        }

    def is_plain(self):
        """Whether a program can name it, and every argument that it has besides."""
        try:
            return self.found_at is not None and ast.literal_eval(repr(self.fixed)) == self.fixed
        except (ValueError, SyntaxError):
            return False


ARGUMENTS = """def load(path):
    \"\"\"The module in a file.\"\"\"
    path = os.path.join(home, path)
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def arguments(hyperparameters):
    \"\"\"By keyword; betas.0 is the first entry of betas.\"\"\"
    given, tuples = %(fixed)s, %(defaults)s
    for path, value in hyperparameters.items():
        name, _, index = path.partition(".")
        if index:
            tuples[name] = tuples[name][: int(index)] + (value,) + tuples[name][int(index) + 1 :]
            given[name] = tuples[name]
        else:
            given[name] = int(value) if name in %(whole)s and value == int(value) else value
    return given


def vector(values):
    numpy = sys.modules.get("numpy")
    return tuple(values) if numpy is None else numpy.array(values, dtype="float64")


subject = %(found)s
"""

FUNCTION_PROGRAM = """

def begin(theta, step_size, hyperparameters, tensors):
    state = %(init)s

    def step(theta, gradient, k):
        nonlocal state
        offered = {"state": state, "step": k, "time": k * step_size, **arguments(hyperparameters)}
        shown = vector(gradient)
        offered.update(dict.fromkeys(%(theta)r, vector(theta)), **dict.fromkeys(%(gradient)r, shown))
        offered.update(dict.fromkeys(%(step_size)r, step_size))
        returned = subject(**{name: offered[name] for name in %(asked)r if name in offered})
        if isinstance(returned, tuple) and len(returned) == 2 and not isinstance(returned[0], (int, float)):
            returned, state = returned
        moved = [float(x) for x in returned]
        assert len(moved) == len(theta), "it returned %%d numbers, θ has %%d" %% (len(moved), len(theta))
        return %(delta)s, [float(x) for x in shown]

    return step
"""

PAIR_PROGRAM = """

def begin(theta, step_size, hyperparameters, tensors):
    pair = %(made)s
    state = pair.init(vector(theta))

    def step(theta, gradient, k):
        nonlocal state
        shown = vector(gradient)
        updates, state = pair.update(shown, state%(theta)s)
        return [float(x) for x in updates], [float(x) for x in shown]

    return step
"""

TORCH_PROGRAM = """

def begin(theta, step_size, hyperparameters, tensors):
    import torch

    def tensor(values, at):
        _, start, stop, shape = at
        return torch.tensor(values[start:stop], dtype=torch.%(precision)s).reshape(shape)

    def flat(values):
        return [x for value in values for x in value.detach().double().reshape(-1).tolist()]

    def make(rate):
        made = subject(parameters, **dict(arguments(hyperparameters)%(rate)s))
        return list(made) if isinstance(made, (tuple, list)) else [made]

    parameters = [torch.nn.Parameter(tensor(theta, at)) for at in tensors]
    try:
        optimizer, *schedulers = make(step_size)
    except Exception:
        if step_size != 0:
            raise
        # Some take no 0 when they are made.
        optimizer, *schedulers = make(1.0)
        for group in optimizer.param_groups:
            group["lr"] = 0.0

    def step(theta, gradient, k):
        with torch.no_grad():
            for parameter, at in zip(parameters, tensors):
                parameter.copy_(tensor(theta, at))
                parameter.grad = tensor(gradient, at)%(sign)s
        shown = [parameter.grad for parameter in parameters]
        before = flat(parameters)
        optimizer.step()
        for scheduler in schedulers:
            scheduler.step()
        return [after - start for after, start in zip(flat(parameters), before)], flat(%(seen)s)

    return step
"""


def needs_argument(method):
    """Whether a method takes an argument that has no default: a step does that evaluates the loss itself."""
    first = list(inspect.signature(method).parameters.values())[1:2]
    # A decorator may hide the signature behind *args.
    return bool(first) and first[0].default is first[0].empty and first[0].kind != first[0].VAR_POSITIONAL


def takes_any(function):
    return any(p.kind == p.VAR_KEYWORD for p in inspect.signature(function).parameters.values())


def plain(name):
    return name.lower().replace("_", "")


def meant_by(name):
    """What is handed in that an argument of another name stands for; None where it is near to nothing."""
    known = {plain(offered): offered for offered in reversed(OFFERED)}
    others = {other: offered for offered, names in OTHER_NAMES.items() for other in names}
    near = difflib.get_close_matches(plain(name), list(known), 1, 0.8) if len(name) > 3 else []
    return dict(others, **known).get(near[0] if near else plain(name))


def group_of(offered):
    """All names of what has this one."""
    return next((names for names in (THETA, GRADIENT, STEP_SIZE) if offered in names), (offered,))


def slips_in(function):
    """Arguments without a default that are handed in under another name, each with that name."""
    parameters = inspect.signature(function).parameters
    needed = [n for n, p in parameters.items() if p.default is p.empty and p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
    slips = [(name, meant_by(name)) for name in needed if name not in OFFERED]
    return [(name, meant) for name, meant in slips if meant and not set(group_of(meant)) & set(parameters)]


def slip_text(slips):
    """`"g", which has no default; did you mean "gradient"?`"""
    have = "which has no default" if len(slips) == 1 else "which have no default"
    return "needs %s, %s; did you mean %s?" % (quoted([n for n, _ in slips]), have, quoted([meant for _, meant in slips]))


def order_fault(function):
    """What is wrong with how an update function takes its arguments; None where each of them can be handed in by name."""
    parameters = inspect.signature(function).parameters
    by_name = "its arguments are handed in by name, as in def update(gradient, step_size)"
    is_update = function.__name__ == "update" or plain(next(iter(parameters), "")) in ("context", "ctx")
    positional = [name for name, p in parameters.items() if p.kind == p.POSITIONAL_ONLY]
    if positional and (is_update or set(parameters) & set(GRADIENT)):
        return "takes %s by position alone; %s" % (quoted(positional), by_name)
    if is_update and not slips_in(function) and not set(parameters) & set(THETA + GRADIENT + STEP_SIZE):
        return "takes %s; %s" % (quoted(parameters) or "nothing", by_name)
    return None


#: How a pair is called, by what each argument is.
PAIR_ORDER = (GRADIENT, ("state",), THETA)


def pair_fault(update):
    """What is wrong with the order of the arguments of a pair's update; None where nothing is, or nothing is known."""
    try:
        parameters = inspect.signature(update).parameters.values()
    except (TypeError, ValueError):
        return None
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    for name, place in zip(names, PAIR_ORDER):
        if name in OFFERED and name not in place:
            hint = "a step size is that of the function that makes the pair" if name in STEP_SIZE else "name them so"
            return "has an update(%s); it is called with (gradient, state, theta), in this order: %s" % (", ".join(names), hint)
    return None


def quoted(names):
    return " and ".join('"%s"' % name for name in names)


def number_paths(defaults):
    """Numbers among default values, also inside tuples, each by its path."""
    for name, value in defaults.items():
        if is_number(value):
            yield name, value
        elif isinstance(value, (tuple, list)):
            for index, entry in enumerate(value):
                if is_number(entry):
                    yield "%s.%d" % (name, index), entry


def range_of(default, least, greatest, unit=None):
    return {"default": default, "min": least, "max": greatest, **({"unit": unit} if unit else {})}


class FunctionSubject(Subject):
    """`def update(gradient, step_size): …`"""

    kind = "function"

    def __init__(self, name, function, fixed, declared, init):
        super().__init__(name, fixed, declared)
        self.update, self.code, self.init = function, function, init
        self.asked = list(inspect.signature(function).parameters)
        self.defaults = self.read_signature(function, OFFERED)
        if not set(self.asked) & set(STEP_SIZE):
            self.step_size = self.without_step_size()
        if "loss" in self.asked:
            self.capabilities += ("eval",)

    def begin(self, tensors, hyperparameters, theta):
        return FunctionRun(self, tensors, hyperparameters, theta)

    def program(self):
        # What asks for the loss, or begins with a state of its own module, needs us.
        if not self.is_plain() or "loss" in self.asked or self.init is not None:
            return None
        is_theta = self.declared.get("returns", self.returns) == "theta"
        return self.head() + FUNCTION_PROGRAM % {
            "init": None,
            "theta": THETA,
            "gradient": GRADIENT,
            "step_size": STEP_SIZE,
            "asked": self.asked,
            "delta": "[x - t for x, t in zip(moved, theta)]" if is_theta else "moved",
        }


class PairSubject(Subject):
    """An object with `init` and `update`, or a function of a learning rate that makes one for each run."""

    kind = "pair"
    update_takes_parameters = False

    def __init__(self, name, given, fixed, declared):
        super().__init__(name, fixed, declared)
        self.given, self.code = given, given
        self.rate = None
        if is_pair(given):
            self.step_size = declared.get("step_size", "internal")
        else:
            names = list(inspect.signature(given).parameters)
            self.rate = next((known for known in STEP_SIZE if known in names), None)
            self.defaults = self.read_signature(given, STEP_SIZE)
            if self.rate is None:
                self.step_size = self.without_step_size()
        made = self.make(0.1, dict(self.fixed))
        if not is_pair(made):
            raise Unusable("makes %s, which has no init and update" % kind_of(made))
        fault = pair_fault(made.update)
        if fault:
            raise Unusable(fault)
        try:
            self.update_takes_parameters = len(inspect.signature(made.update).parameters) >= 3
        except (TypeError, ValueError):
            self.update_takes_parameters = True

    def make(self, step_size, arguments):
        if is_pair(self.given):
            return self.given
        return self.given(**dict(arguments, **({self.rate: step_size} if self.rate else {})))

    def begin(self, tensors, hyperparameters, theta):
        return PairRun(self, tensors, hyperparameters, theta)

    def program(self):
        if not self.is_plain():
            return None
        rate = "" if self.rate is None else ", %s=step_size" % self.rate
        made = "subject" if is_pair(self.given) else "subject(**dict(arguments(hyperparameters)%s))" % rate
        theta = ", vector(theta)" if self.update_takes_parameters else ""
        return self.head() + PAIR_PROGRAM % {"made": made, "theta": theta}


def is_pair(value):
    return (
        not inspect.isclass(value)
        and not inspect.ismodule(value)
        and callable(getattr(value, "init", None))
        and callable(getattr(value, "update", None))
    )


class TorchSubject(Subject):
    """A subclass of torch.optim.Optimizer, or a function of parameters and a learning rate that makes one."""

    kind = "torch"
    returns = "theta"

    def __init__(self, name, make, fixed, declared, defaults=None):
        super().__init__(name, fixed, declared)
        self.torch, self.given, self.code = sys.modules["torch"], make, make
        signature = inspect.signature(make)
        self.first = next(iter(signature.parameters), None)
        self.rate = next((known for known in STEP_SIZE if known in signature.parameters), None)
        self.defaults = dict(self.read_signature(make, STEP_SIZE + ((self.first,) if self.first else ())))
        if self.rate is None:
            self.step_size = self.without_step_size()
        for known, value in (defaults or {}).items():
            if known in self.defaults and known not in self.fixed:
                self.defaults[known] = value
                self.fixed[known] = value
        for known, value in declared.get("hyperparameters", {}).items():
            if known in self.defaults and isinstance(value, (tuple, list)) and value:
                self.defaults[known] = value[0]
        self.maximize = self.defaults.get("maximize") is True
        self.dtype = getattr(self.torch, self.precision, None)
        if self.dtype is None:
            raise Unusable('natgrad["precision"] = "%s" is no type of torch' % self.precision)
        made = self.try_out()
        self.closure = declared.get("closure", needs_argument(type(made).step))
        if self.closure:
            self.capabilities += ("eval",)

    def try_out(self):
        parameter = self.torch.nn.Parameter(self.torch.ones(2, dtype=self.dtype))
        made = self.make([parameter], 0.1, dict(self.fixed))
        first = made[0] if isinstance(made, (tuple, list)) and made else made
        if not isinstance(first, self.torch.optim.Optimizer):
            raise Unusable("makes %s, which is no optimizer of torch" % kind_of(made))
        return first

    def make(self, parameters, step_size, arguments):
        return self.given(parameters, **dict(arguments, **({self.rate: step_size} if self.rate else {})))

    def contract(self):
        """Decay of the weights: added to the gradient it is that of L + ½λ‖θ‖²; beside it no loss is descended."""
        contract = super().contract()
        decay = self.defaults.get("weight_decay", 0) or (
            self.defaults.get("lambd", 0) if self.name.endswith("ASGD") else 0
        )
        if is_number(decay) and decay != 0 and "l2" not in contract:
            contract["l2"] = decay
            if re.search(r"W\b", self.name) and "effective" not in contract:
                contract["effective"] = {"share": 0.6}
        return contract

    def begin(self, tensors, hyperparameters, theta):
        return TorchRun(self, tensors, hyperparameters, theta)

    def program(self):
        # A closure asks for losses elsewhere; an optimizer that exists has arguments that are not told.
        if self.closure or not self.is_plain() or not callable(self.given):
            return None
        sign = "-" if self.maximize else ""
        return self.head() + TORCH_PROGRAM % {
            "precision": self.precision,
            "rate": "" if self.rate is None else ", %s=rate" % self.rate,
            "sign": ".neg()" if self.maximize else "",
            "seen": "[%sgradient for gradient in shown]" % sign,
        }


# --- finding the subject that an argument names -----------------------------------------------------------------------


def load(target):
    """The subject that `my_opt.py`, `my_opt.py:NAME` or `module:NAME(argument=value)` names, and the files it is in."""
    match = re.match(r"^(.*?)(?::([A-Za-z_][\w.]*)(\(.*\))?)?$", target, re.S)
    place, name, arguments = match.group(1), match.group(2), match.group(3)
    is_file = place.endswith(".py")
    module = load_file(place) if is_file else load_module(place)
    declared = read_declared(module)
    name = name or declared.get("subject")
    found = find(module, name, place)
    label = name if name and "." in name else found[0]
    if is_file and label == "update":
        label = os.path.splitext(os.path.basename(place))[0]
    label = label if is_file else "%s.%s" % (place, label)
    subject = subject_of(label + (arguments or ""), found[1], fixed_arguments(arguments), declared, module)
    subject.found_at = expression_of(place, found[0], is_file)
    return subject, loaded_files(module if is_file else None)


def expression_of(place, name, is_file):
    """How a program without us gets hold of a subject: its module, then its name there."""
    module = "load(%s)" if is_file else "importlib.import_module(%s)"
    return "%s.%s" % (module % json.dumps(place, ensure_ascii=False), name)


def load_file(path):
    if not os.path.exists(path):
        raise Unusable("there is no such file; check the path")
    if os.path.isdir(path):
        raise Unusable("is a folder, not a file; name a file in it")
    folder, stem = os.path.dirname(os.path.abspath(path)), os.path.splitext(os.path.basename(path))[0]
    sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(stem, os.path.abspath(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[stem] = module
    spec.loader.exec_module(module)
    return module


def load_module(name):
    sys.path.insert(0, os.getcwd())
    return importlib.import_module(name)


def read_declared(module):
    declared = getattr(module, "natgrad", {})
    if not isinstance(declared, dict):
        raise Unusable("natgrad must be a dict, got %s" % kind_of(declared))
    for name in declared:
        if name not in DECLARED:
            near = difflib.get_close_matches(str(name), DECLARED, 1)
            hint = 'did you mean "%s"?' % near[0] if near else "known are %s" % ", ".join(DECLARED)
            raise Unusable('natgrad has a field "%s"; %s' % (name, hint))
    return declared


def find(module, name, place):
    """The object of this name, or the only one in the module that can be served, with its name."""
    if name:
        value = module
        for part in name.split("."):
            if not hasattr(value, part):
                known = [known for known, _ in candidates(module)]
                near = difflib.get_close_matches(part, known + dir(value), 1)
                others = "it has %s" % ", ".join(known) if known else "see what it defines"
                hint = 'did you mean "%s"?' % near[0] if near else others
                raise Unusable('has no "%s"; %s' % (name, hint))
            value = getattr(value, part)
        return name, value
    found = candidates(module)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Unusable(
            misnamed(module)
            or "has no optimizer: no subclass of torch.optim.Optimizer, no object with init and update, no function of "
            "a gradient; name it, as in %s:NAME" % place
        )
    names = [known for known, _ in found]
    raise Unusable("has %d optimizers (%s); name one, as in %s:%s" % (len(found), ", ".join(names), place, names[0]))


def misnamed(module):
    """What is wrong with the function of a module that may be meant as an optimizer; None where none may be."""
    for name, value in sorted(vars(module).items(), key=lambda item: item[0] != "update"):
        if inspect.isfunction(value) and value.__module__ == module.__name__:
            slips = slips_in(value)
            is_meant = any(meant in GRADIENT + STEP_SIZE for _, meant in slips)
            fault = slip_text(slips) if is_meant else order_fault(value)
            if fault:
                return "has no optimizer: %s %s" % (name, fault)
    return None


def candidates(module):
    found = []
    for name, value in vars(module).items():
        if name.startswith("_") or inspect.ismodule(value):
            continue
        if inspect.isclass(value) or inspect.isfunction(value):
            if getattr(value, "__module__", None) != module.__name__:
                continue
            if is_served(value) and not (name == "init" and inspect.isfunction(value)):
                found.append((name, value))
        elif is_torch_optimizer(value) or is_pair(value):
            found.append((name, value))
    classes = [value for _, value in found if inspect.isclass(value)]
    made = {type(value) for _, value in found if is_torch_optimizer(value)}
    bases = {base for value in classes for base in value.__mro__[1:]}
    return [(name, value) for name, value in found if not (inspect.isclass(value) and value in bases | made)]


def is_served(value):
    if inspect.isclass(value):
        return is_torch_class(value)
    names = set(inspect.signature(value).parameters)
    return bool(names & (set(GRADIENT) | set(STEP_SIZE)))


def is_torch_class(value):
    torch = sys.modules.get("torch")
    return torch is not None and inspect.isclass(value) and issubclass(value, torch.optim.Optimizer)


def is_torch_optimizer(value):
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.optim.Optimizer)


def subject_of(name, value, fixed, declared, module):
    if is_torch_class(value):
        return TorchSubject(name, value, fixed, declared)
    if is_torch_optimizer(value):
        return TorchSubject(name, type(value), fixed, declared, value.defaults)
    if is_pair(value):
        return PairSubject(name, value, fixed, declared)
    if inspect.isclass(value):
        if callable(getattr(value, "init", None)) and callable(getattr(value, "update", None)):
            return PairSubject(name, value, fixed, declared)
        raise Unusable("%s is a class, but no optimizer: it has no init and update" % name)
    if not callable(value):
        raise Unusable("%s is %s, which is no optimizer" % (name, kind_of(value)))
    names = list(inspect.signature(value).parameters)
    fault = order_fault(value) if inspect.isfunction(value) else None
    if fault:
        raise Unusable(fault)
    if set(names) & set(GRADIENT):
        init = getattr(module, "init", None)
        return FunctionSubject(name, value, fixed, declared, init if inspect.isfunction(init) else None)
    if names and names[0] in THETA and "torch" in sys.modules:
        return TorchSubject(name, value, fixed, declared)
    return PairSubject(name, value, fixed, declared)


def fixed_arguments(text):
    """The values in `(amsgrad=True)`. @raises Unusable where one is no literal"""
    if not text:
        return {}
    try:
        call = ast.parse("f" + text, mode="eval").body
        if not isinstance(call, ast.Call) or call.args or any(k.arg is None for k in call.keywords):
            raise ValueError
        return {k.arg: ast.literal_eval(k.value) for k in call.keywords}
    except (SyntaxError, ValueError):
        raise Unusable("its arguments must be name=value with plain values, got %s" % text) from None


def loaded_files(module):
    """The file of a subject and those that it imported from its folder, with the digests of their texts."""
    if module is None:
        return []
    own = os.path.abspath(module.__file__)
    folder = os.path.dirname(own) + os.sep
    files = {own}
    for other in list(sys.modules.values()):
        path = getattr(other, "__file__", None)
        if path and path.endswith(".py") and "-packages" not in path and path.startswith(folder):
            if not os.path.abspath(path).startswith(OWN_FOLDER):
                files.add(os.path.abspath(path))
    return [[shown_path(path), digest_of(path)] for path in sorted(files, key=lambda path: (path != own, path))]


def digest_of(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def versions():
    found = {"python": platform.python_version(), "executable": sys.executable or "python3"}
    for name in ("torch", "numpy", "jax", "optax"):
        module = sys.modules.get(name)
        if module is not None:
            found[name] = str(getattr(module, "__version__", "unknown"))
    return found


# --- losses -----------------------------------------------------------------------------------------------------------

#: Facts of a loss: their names in a module, and in its HELLO.
LOSS_FACTS = {
    "name": "name",
    "dimension": "dimension",
    "convex": "convex",
    "smoothness": "smoothness",
    "strong_convexity": "strongConvexity",
    "minimum": "minimum",
    "degree": "degree",
}


def stated_shapes(parameters):
    """`{"weights": (2, 3), "bias": (3,)}`: the parts of θ in order."""
    try:
        return [{"name": str(name), "shape": [int(side) for side in shape]} for name, shape in parameters.items()]
    except (AttributeError, TypeError, ValueError):
        raise Unusable('has parameters = %r; they must be shapes by name, as in {"weights": (2, 3)}' % (parameters,)) from None


class LossFile:
    """A module with `value(theta)`, `gradient(theta)`, and `dimension`, `dimensions = (least, greatest)` or `parameters`."""

    def __init__(self, path):
        self.module = load_file(path)
        self.value = getattr(self.module, "value", None)
        self.gradient = getattr(self.module, "gradient", None)
        self.torch = sys.modules.get("torch")
        if not callable(self.value):
            raise Unusable("has no value(theta); a loss is value(theta), gradient(theta) and dimension")
        if not callable(self.gradient):
            if self.torch is None:
                raise Unusable("has no gradient(theta), and does not use torch, which would find it")
            self.gradient = None
        self.name = os.path.splitext(os.path.basename(path))[0]
        self.takes_time = len(inspect.signature(self.value).parameters) > 1

    def hello(self):
        facts = {"name": self.name, "takesTime": self.takes_time}
        for name, field in LOSS_FACTS.items():
            if hasattr(self.module, name):
                facts[field] = getattr(self.module, name)
        if hasattr(self.module, "parameters"):
            facts["parameters"] = stated_shapes(self.module.parameters)
        if hasattr(self.module, "dimensions"):
            least, greatest = self.module.dimensions
            facts["dimensions"] = {"min": least, "max": greatest}
        return {"protocol": PROTOCOL, "kind": "loss", "name": self.name, "loss": facts}

    def evaluate(self, body, time):
        more = (time,) if self.takes_time else ()
        size = len(body) // 8
        if self.gradient is None:
            theta = self.torch.tensor(vector_of(body, 0, size), requires_grad=True)
            value = self.value(theta, *more)
            value.backward()
            return float(value), bytes_of(theta.grad, size, self.value)
        theta = vector_of(body, 0, size)
        return float(self.value(theta, *more)), bytes_of(self.gradient(theta, *more), size, self.gradient)


# --- the loop that answers frames -------------------------------------------------------------------------------------


class Server:
    def __init__(self, channel, subject, files, sources=None):
        self.channel, self.subject, self.files = channel, subject, files
        self.runs, self.sources = {}, sources or RandomSources()

    def serve(self):
        while True:
            frame = self.channel.receive()
            if frame.kind == BYE:
                return
            try:
                answer = self.answer(frame)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                answer = self.answer_to(error, frame)
            if answer is not None:
                self.channel.send(answer)

    def answer_to(self, error, frame):
        """What is said in place of an answer where one was not to be had."""
        return fault_of(error, frame)

    def answer(self, frame):
        if frame.kind == HELLO:
            self.runs.clear()
            return hello_frame(frame, dict(self.subject.hello(), files=self.files, versions=versions()))
        if frame.kind == NEW:
            text, theta = frame.body[: frame.step], frame.body[frame.step + (-frame.step % 8) :]
            asked = json.loads(text.decode("utf-8"))
            self.sources.seed(int(asked["seed"]), -1)
            run = self.subject.begin(asked["tensors"], asked["hyperparameters"], theta)
            run.seed = int(asked["seed"])
            self.runs[frame.instance] = run
            return Frame(NEW, DREW_RANDOM if self.sources.were_used() else 0, frame.instance)
        if frame.kind == FREE:
            self.runs.pop(frame.instance, None)
            return None
        if frame.kind == EVAL and isinstance(self.subject, LossFile):
            value, slopes = self.subject.evaluate(frame.body, frame.b)
            return Frame(EVAL, 0, frame.instance, frame.step, value, frame.b, slopes)
        run = self.runs.get(frame.instance)
        if run is None:
            raise AdapterError("there is no instance %d" % frame.instance)
        if frame.kind == STEP:
            if len(frame.body) != 16 * run.size:
                raise AdapterError("a step needs θ and ∇L of %d numbers each" % run.size)
            self.sources.seed(run.seed, frame.step)
            body, flags = run.step(frame.body, frame.a, frame.step, frame.b, self.evaluator(frame))
            if self.sources.were_used():
                flags |= DREW_RANDOM
            return Frame(STEP, flags, frame.instance, frame.step, body=body)
        if frame.kind == COPY:
            other = run.copied(bool(frame.flags & 1))
            other.seed = run.seed
            self.runs[frame.step] = other
            return Frame(COPY, 0, frame.instance, frame.step)
        raise AdapterError("there is no message of kind %d" % frame.kind)

    def evaluator(self, frame):
        def evaluate(theta):
            self.channel.send(Frame(EVAL, 0, frame.instance, frame.step, body=theta))
            answer = self.channel.receive()
            if answer.kind != EVAL:
                raise AdapterError("an evaluation was answered with kind %d" % answer.kind)
            return answer.a, answer.body

        return evaluate


def hello_frame(asked, fields):
    return Frame(HELLO, 0, 0, 0, asked.a, 0.0, json.dumps(fields, ensure_ascii=False).encode("utf-8"))


def fault_of(error, frame):
    body = describe(error).encode("utf-8")
    return Frame(FAULT, 0, frame.instance, frame.step, frame.a, 1.0 if is_user_fault(error) else 0.0, body)


def load_failure(error):
    """One line on why a subject does not load, with what to do where that is known."""
    text = describe(error)
    if isinstance(error, ModuleNotFoundError):
        text += "; install it for %s (Python %s), or name another interpreter with --python" % (
            sys.executable,
            platform.python_version(),
        )
    return text


def serve(target, is_loss=False):
    channel = Channel(os.environ["NATGRAD_CHANNEL"])
    note_exits()
    faulthandler.enable()
    if hasattr(signal, "SIGUSR1"):
        faulthandler.register(signal.SIGUSR1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Before the subject is loaded, which may import its functions by name.
    sources = RandomSources(LazyRandom().share())
    try:
        if is_loss:
            subject = LossFile(target)
            files = loaded_files(subject.module)
        else:
            subject, files = load(target)
        subject.hello()
    except BaseException as error:
        asked = channel.receive()
        body = load_failure(error).encode("utf-8")
        channel.send(Frame(FAULT, 0, 0, 0, asked.a, 1.0 if is_user_fault(error) else 0.0, body))
        channel.flush()
        return 1
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)
    # What has been loaded stays: whoever collects need not look at it each time.
    if hasattr(gc, "freeze"):
        gc.collect()
        gc.freeze()
    Server(channel, subject, files, sources).serve()
    return 0


# --- a stored counterexample, step by step ----------------------------------------------------------------------------


def replay(path, debug):
    """Shows an optimizer the gradients of a stored counterexample again; with a debugger in the step that fails."""
    with open(path, encoding="utf-8") as file:
        stored = json.load(file)
    rule, case, rows = stored["rule"], stored["minimal"], stored["trajectory"]
    spec = rule.get("subject", {}).get("spec", "")
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(path)), rule.get("home", ".")))
    if rule.get("subject", {}).get("kind") != "process" or spec.startswith("-- "):
        raise Unusable("is not about an optimizer in Python; use: npx natgrad-check replay")
    if not rows:
        raise Unusable("has no steps; use: npx natgrad-check replay")
    subject, _ = load(spec)
    judged = stored.get("judged", {})
    step_size = float(judged.get("stepSize", case["stepSize"]))
    blamed = judged.get("step", rows[-1]["step"])
    shown = stored.get("shown", {})
    size = len(case["theta"])
    whole = [{"name": "theta", "from": 0, "to": size, "shape": [size]}]
    tensors = [[part["name"], part["from"], part["to"], part["shape"]] for part in shown.get("parameters", whole)]
    seed, sources, evaluate = int(shown.get("seed", 0)), RandomSources(), answering(shown.get("evaluations", []))
    sources.seed(seed, -1)
    run = subject.begin(tensors, numbers_of(case["hyperparameters"]), pack(case["theta"]))
    print("%s: %s\n" % (stored["check"], stored["sentence"]))
    for row in rows:
        step = row["step"]
        is_blamed = step == blamed
        print("step %d%s\n  theta    %s\n  gradient %s" % (step, " <- here" if is_blamed else "", row["theta"], row["gradient"]))
        if debug and is_blamed:
            run.call = stopping_in
        body = pack(row["theta"]) + pack(row["gradient"])
        sources.seed(seed, step)
        answer, _ = run.step(body, step_size, step, time_at(step, step_size, judged), evaluate)
        run.call = Run.call
        values = list(doubles_of(answer))
        if subject.returns == "theta" and subject.declared.get("returns", "theta") == "theta":
            values = [after - before for after, before in zip(values, doubles_of(pack(row["theta"])))]
        print("  delta    %s\n  stored   %s" % (values, row["delta"]))
    return 0


def pack(values):
    data = array.array("d", [float(value) for value in values])
    if sys.byteorder == "big":
        data.byteswap()
    return data.tobytes()


def numbers_of(values):
    return {name: float(value) for name, value in values.items()}


def time_at(step, step_size, judged):
    """Time stands still where a check judged the update to first order, and named the step size for it."""
    return 0.0 if "stepSize" in judged else step * step_size


def answering(evaluations):
    """L and ∇L where the run asked for them."""
    known = {pack(at["theta"]): (float(at["loss"]), pack(at["gradient"])) for at in evaluations}

    def evaluate(theta):
        if theta not in known:
            raise Unusable("asks for the loss where its run did not, at %s; use: npx natgrad-check replay" % list(doubles_of(theta)))
        return known[theta]

    return evaluate


def stopping_in(function, *arguments, **named):
    """Calls a function, and opens a debugger at the first line of the user's own code in it."""
    import dis
    import pdb

    code = getattr(inspect.unwrap(function), "__code__", None)
    # What our own code calls first makes an optimizer; the step comes after it.
    if code is None or os.path.abspath(code.co_filename) == OWN_FILE:
        return function(*arguments, **named)
    first = min((line for _, line in dis.findlinestarts(code) if line and line > code.co_firstlineno), default=None)
    debugger = pdb.Pdb()
    debugger.reset()
    # Without a frame to come back to it would stop in whatever is called first, such as a wrapper of torch.
    debugger.botframe = sys._getframe()
    debugger.set_break(code.co_filename, first or code.co_firstlineno)
    debugger.set_continue()
    sys.settrace(debugger.trace_dispatch)
    try:
        return function(*arguments, **named)
    finally:
        sys.settrace(None)


def main(arguments):
    if arguments[:1] == ["replay"] and set(arguments[2:]) <= {"--pdb"} and len(arguments) >= 2:
        from bdb import BdbQuit

        try:
            return replay(arguments[1], "--pdb" in arguments)
        except BdbQuit:
            return 0
        except (Unusable, Misbehaviour, OSError, ValueError, KeyError) as error:
            sys.stderr.write("natgrad_check: %s: %s\n" % (arguments[1], load_failure(error)))
            return 2
    if len(arguments) == 2 and arguments[0] in ("serve", "serve-loss") and "NATGRAD_CHANNEL" in os.environ:
        return serve(arguments[1], arguments[0] == "serve-loss")
    sys.stderr.write("usage: python -m natgrad_check replay FILE [--pdb]\n")
    return 2
