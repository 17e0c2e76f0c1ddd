"""`assert_learning_rule` and `check_learning_rule`: optimizers of this very process, under pytest, unittest or anything else.

The command `natgrad-check` is started with two pipes in a private folder, and this process answers what it asks. In the
order of this file: the two functions; what a subject is called; how long a step may take; the channel and its server;
the command, and what it says.
"""

import ctypes
import difflib
import faulthandler
import glob
import inspect
import json
import os
import random
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings

import natgrad_check
from natgrad_check import BYE, HELLO, Channel, Frame, Server, Unusable

__all__ = ["assert_learning_rule", "check_learning_rule", "Inconclusive", "InconclusiveWarning"]


class Inconclusive(AssertionError):
    """Too little was decided for a verdict: more `runs` are needed, or another contract."""


class InconclusiveWarning(UserWarning):
    """The same, where `strict=False` lets it pass."""


# --- the two functions ------------------------------------------------------------------------------------------------

#: Options of a run, each with the option of the command.
OPTIONS = {"against": "--against", "runs": "--runs", "seed": "--seed", "dimension": "--dimension", "steps": "--steps", "losses": "--loss", "time": "--time"}  # fmt: skip

#: Cases of each check, where nothing is said: a test is to end in seconds.
USUAL_RUNS = 100

#: Seconds that one step may take.
USUAL_TIMEOUT = 5.0

#: What is said of a subject, as in `natgrad = dict(…)` of a module.
SAID = tuple(name for name in natgrad_check.DECLARED if name not in ("subject", "losses"))


def assert_learning_rule(subject, *, strict=True, **options):
    """Raises unless the optimizer is verified: AssertionError with the smallest case where it is falsified.

    @param subject a subclass of torch.optim.Optimizer, an object with init and update, or a function
    @param strict whether Inconclusive is raised where too little was decided; otherwise it is a warning
    @param options as of check_learning_rule
    @raises AssertionError with the sentence, the smallest case, the seed and how to make it again
    """
    __tracebackhide__ = True
    verdict = _checked(subject, options)
    if verdict.report["verdict"] == "verified":
        return
    message = verdict.message("assert_learning_rule")
    if verdict.report["verdict"] == "falsified":
        raise AssertionError(message) from verdict.cause()
    if strict:
        raise Inconclusive(message)
    warnings.warn(message, InconclusiveWarning, stacklevel=2)


def check_learning_rule(subject, **options):
    """What the optimizer came to, as `report.json` has it: verdict, summary, checks, traits, …, and the seed.

    @param against a built-in rule such as "adam", or an optimizer that can be imported
    @param runs cases of each check: 100; seed: drawn; dimension: "1..64"; steps; losses: names; time: "60s"
    @param timeout seconds that one step may take: 5
    @param report folder for the whole report; by default only the programs that reproduce failures are kept
    @param options contract, fixed, hyperparameters, precision, traits, …: as in `natgrad = dict(…)`
    @raises TypeError for an argument that there is not; Unusable where the subject or the command cannot be used
    """
    verdict = _checked(subject, options)
    return dict(verdict.report, seed=verdict.seed)


def _checked(subject, options):
    __tracebackhide__ = True
    known = tuple(OPTIONS) + ("timeout", "report") + SAID
    for name in options:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = 'did you mean "%s"?' % near[0] if near else "there are %s" % ", ".join(known)
            raise TypeError('check_learning_rule: there is no argument "%s"; %s' % (name, hint))
    timeout = options.get("timeout", USUAL_TIMEOUT)
    if not (natgrad_check.is_number(timeout) and timeout > 0):
        raise TypeError("check_learning_rule: timeout must be seconds above 0, got timeout=%r" % (timeout,))
    named = _named(subject, options)
    folder = tempfile.mkdtemp(prefix="natgrad-")
    try:
        return _served(named, options, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# --- what a subject is called -----------------------------------------------------------------------------------------


class _named:
    """A subject with what is said of it: `spec` is how the command line would name it, where it can."""

    def __init__(self, given, options):
        said = {name: value for name, value in options.items() if name in SAID}
        module = sys.modules.get(getattr(given, "__module__", None) or "")
        if inspect.isclass(given) or inspect.isfunction(given):
            self.name = given.__qualname__.replace("<locals>.", "")
        else:
            self.name = type(given).__name__
        declared = dict(natgrad_check.read_declared(module)) if module is not None else {}
        declared.pop("subject", None)
        declared.update(said)
        self.subject = natgrad_check.subject_of(self.name, given, {}, declared, module)
        is_file = getattr(module, "__file__", None) and not natgrad_check.is_installed(module.__file__)
        self.files = natgrad_check.loaded_files(module) if is_file else []
        path = spec_of(given, module)
        if path is not None:
            place, _, name = path.rpartition(":")
            self.subject.found_at = natgrad_check.expression_of(place, name, place.endswith(".py"))
        self.spec = path if path and not said else "live %s" % self.name


def spec_of(value, module):
    """`my_opt.py:NAME`, `torch.optim.adam:Adam`; None where no module has it under its name."""
    name = getattr(value, "__qualname__", None)
    found = module
    for part in (name or "<locals>").split("."):
        found = getattr(found, part, None)
    if found is not value or value is None:
        return None
    path = getattr(module, "__file__", None) or ""
    if natgrad_check.is_installed(path):
        return "%s:%s" % (module.__name__, name)
    return "%s:%s" % (natgrad_check.shown_path(path), name) if path.endswith(".py") else None


# --- how long a step may take -----------------------------------------------------------------------------------------


class DidNotReturn(BaseException):
    """Raised in the code of a step that takes too long: no `except Exception` of it holds it up."""


class Limit:
    """How long one call may take: of processor time; asleep; or, where neither is known, four times as long by the clock.

    A timer looks a few times a second, so that a step costs nothing. It raises in the main thread, by a signal, which
    ends a sleep, too; in another thread once its code is Python again. Where that is of no use, as in native code that
    never returns, faulthandler shows every stack and ends the process.
    """

    TICK = 0.2

    def __init__(self, seconds):
        self.seconds, self.begun, self.raised = seconds, None, 0
        self.thread = threading.get_ident()
        self.is_main = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")

    def __enter__(self):
        self.begun = (time.monotonic(), time.process_time(), waited_for_processor())

    def __exit__(self, *_):
        self.begun = None
        self.raised = 0

    def is_over(self):
        begun = self.begun
        if begun is None:
            return False
        wall, computed = time.monotonic() - begun[0], time.process_time() - begun[1]
        waited = waited_for_processor()
        if computed > self.seconds:
            return True
        if waited is not None and begun[2] is not None:
            return wall - computed - (waited - begun[2]) > self.seconds
        return wall > 4 * self.seconds

    def serving(self):
        return _Timer(self) if self.is_main else _Watcher(self)

    def error(self):
        self.raised += 1
        if self.raised > 50:
            # It catches whatever is raised.
            faulthandler.enable()
            os.abort()
        return DidNotReturn("did not return within %g s" % self.seconds)

    def alive(self):
        """Every look says that Python still runs."""
        faulthandler.dump_traceback_later(4 * self.seconds + 30, exit=True, file=sys.__stderr__ or sys.stderr)


def waited_for_processor():
    """Seconds that the main thread could have run and had no processor; None where the system does not say."""
    try:
        with open("/proc/self/schedstat", encoding="ascii") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return None


class _Timer:
    """Looks by SIGALRM; whoever used that before has it back afterwards."""

    def __init__(self, limit):
        self.limit = limit

    def __enter__(self):
        self.before = signal.signal(signal.SIGALRM, self.look)
        self.left = signal.setitimer(signal.ITIMER_REAL, Limit.TICK, Limit.TICK)
        self.since = time.monotonic()
        self.limit.alive()

    def look(self, number, frame):
        __tracebackhide__ = True
        self.limit.alive()
        if self.left[0] and time.monotonic() - self.since > self.left[0] and callable(self.before):
            self.left = (0.0, 0.0)
            self.before(number, frame)
        if self.limit.is_over():
            raise self.limit.error()

    def __exit__(self, *_):
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, self.before if self.before is not None else signal.SIG_DFL)
        delay, interval = self.left
        if delay:
            signal.setitimer(signal.ITIMER_REAL, max(1e-3, delay - (time.monotonic() - self.since)), interval)


class _Watcher:
    """Looks from a thread of its own."""

    def __init__(self, limit):
        self.limit, self.over = limit, threading.Event()

    def __enter__(self):
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while not self.over.wait(Limit.TICK):
            if self.limit.is_over():
                self.limit.error()
                raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
                raise_in(ctypes.c_ulong(self.limit.thread), ctypes.py_object(DidNotReturn))

    def __exit__(self, *_):
        self.over.set()


# --- the channel and its server ---------------------------------------------------------------------------------------


class LiveChannel(Channel):
    """Pipes of this process: where the command ends, so does the channel."""

    #: Milliseconds between two looks at whether the command is still there.
    LOOK = 100

    def __init__(self, given, taken, has_ended):
        self.input = os.open(given, os.O_RDWR)
        self.output = os.open(taken, os.O_RDWR | os.O_NONBLOCK)
        self.unread, self.at, self.unsent, self.has_ended = bytearray(), 0, [], has_ended
        self.readable, self.writable = select.poll(), select.poll()
        self.readable.register(self.input, select.POLLIN)
        self.writable.register(self.output, select.POLLOUT)
        os.register_at_fork(after_in_child=self.abandon)

    def read(self):
        while not self.readable.poll(self.LOOK):
            if self.has_ended():
                return b""
        return super().read()

    def write(self, data):
        while not self.writable.poll(self.LOOK):
            if self.has_ended():
                return len(data)
        return super().write(data[: select.PIPE_BUF])

    def close(self):
        self.abandon()


class LiveServer(Server):
    """Answers in this process, with a limit, and keeps what the code of the user raised."""

    #: Errors that are kept, each with its stack.
    KEPT = 16

    def __init__(self, channel, subject, files, limit):
        super().__init__(channel, subject, files)
        self.limit, self.raised = limit, {}

    def answer(self, frame):
        if frame.kind == HELLO:
            return super().answer(frame)
        with self.limit:
            return super().answer(frame)

    def evaluator(self, frame):
        evaluate = super().evaluator(frame)

        def timed(theta):
            self.limit.__exit__()
            answer = evaluate(theta)
            self.limit.__enter__()
            return answer

        return timed

    def answer_to(self, error, frame):
        if isinstance(error, DidNotReturn):
            self.limit.__exit__()
            place = natgrad_check.place_of(error)
            text = "did not return within %g s%s" % (self.limit.seconds, " (%s)" % place if place else "")
            self.keep(text, error)
            return Frame(BYE, natgrad_check.NEVER_RETURNS, frame.instance, frame.step, body=text.encode("utf-8"))
        self.keep(natgrad_check.describe(error), error)
        return super().answer_to(error, frame)

    def keep(self, text, error):
        stack = error.__traceback__
        while stack is not None and stack.tb_frame.f_code.co_filename.startswith(natgrad_check.OWN_FOLDER):
            stack = stack.tb_next
        self.raised[text] = error.with_traceback(stack)
        if len(self.raised) > self.KEPT:
            del self.raised[next(iter(self.raised))]


class _SharedState:
    """What runs change that others of this process use as well: generators of random numbers, threads of torch."""

    def __enter__(self):
        numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
        self.python = random.getstate()
        self.numpy = numpy.random.get_state() if numpy else None
        self.torch = (torch.default_generator.get_state(), torch.get_num_threads()) if torch else None
        if torch:
            torch.set_num_threads(1)

    def __exit__(self, *_):
        random.setstate(self.python)
        if self.numpy is not None:
            sys.modules["numpy"].random.set_state(self.numpy)
        if self.torch is not None:
            state, threads = self.torch
            sys.modules["torch"].default_generator.set_state(state)
            sys.modules["torch"].set_num_threads(threads)


# --- the command, and what it says ------------------------------------------------------------------------------------

INSTALL = (
    "install Node.js 20.19 or newer, then the command by `npm install --save-dev natgrad-check`; or name the command in "
    "the environment variable NATGRAD_CHECK"
)


def command():
    """How natgrad-check is started: as the environment says, from the package that this file lies in, or by npx."""
    given = os.environ.get("NATGRAD_CHECK", "").strip()
    if given:
        return shlex.split(given)
    folder, node = os.path.dirname(natgrad_check.OWN_FILE), shutil.which("node")
    for steps in (("..", "..", ".."), ("..", "..", "..", "..", "dist")):
        script = os.path.join(folder, *steps, "cli.js")
        if os.path.exists(script):
            if node is None:
                raise Unusable("there is no `node`: %s" % INSTALL)
            return [node, os.path.normpath(script)]
    if shutil.which("npx"):
        return ["npx", "--no", "natgrad-check"]
    raise Unusable("there is neither `node` nor `npx`: %s" % INSTALL)


def arguments_of(named, options, folder):
    """What follows the command."""
    limit = options.get("timeout", USUAL_TIMEOUT)
    given = dict(options, runs=options.get("runs", USUAL_RUNS))
    channel = "%s:%s" % (os.path.join(folder, "to"), os.path.join(folder, "from"))
    # What is asked for stands in the call: a configuration beside the tests is for the command line.
    words = ["fuzz", "--json", "--no-config", "--channel", channel]
    # Steps are timed here; the command waits for longer than that can take.
    words += ["--timeout", "%ds" % (60 + 10 * limit), "--python", sys.executable or "python3"]
    words += ["--report", options.get("report") or os.path.join(folder, "report")]
    for name, option in OPTIONS.items():
        value = given.get(name)
        if value is None:
            continue
        if name == "against" and not isinstance(value, str):
            value = reference_of(value)
        words += [option, ",".join(value) if isinstance(value, (list, tuple)) else str(value)]
    return words + [named.spec]


def reference_of(value):
    spec = spec_of(value, sys.modules.get(getattr(value, "__module__", None) or ""))
    if spec is None:
        raise Unusable("against must be a name, or an optimizer that can be imported, got against=%r" % (value,))
    return spec


def _served(named, options, folder):
    __tracebackhide__ = True
    if not hasattr(os, "mkfifo"):
        raise Unusable("needs named pipes, which this system does not have; it works under WSL")
    to, back, said, errors = (os.path.join(folder, name) for name in ("to", "from", "said", "errors"))
    os.mkfifo(to, 0o600)
    os.mkfifo(back, 0o600)
    words = command()
    with open(said, "wb") as out, open(errors, "wb") as err:
        try:
            child = subprocess.Popen(
                words + arguments_of(named, options, folder),
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=err,
                # Ctrl-C comes here, and ends it from here.
                start_new_session=True,
                env=dict(os.environ, NO_COLOR="1"),
            )
        except OSError as error:
            raise Unusable("%s cannot be started (%s): %s" % (words[0], error.strerror, INSTALL)) from None
    channel = LiveChannel(to, back, lambda: child.poll() is not None)
    limit = Limit(options.get("timeout", USUAL_TIMEOUT))
    server = LiveServer(channel, named.subject, named.files, limit)
    try:
        with _SharedState(), limit.serving():
            server.serve()
        child.wait()
    finally:
        channel.close()
        end(child)
    return Verdict(named, options, server, words, read(said), read(errors), folder)


def end(child):
    """Ends the command, and with it everything that it has started."""
    child.stdin.close()
    if child.poll() is None:
        signal_group(child, signal.SIGTERM)
        try:
            child.wait(5)
        except subprocess.TimeoutExpired:
            signal_group(child, signal.SIGKILL)
            child.wait()


def signal_group(child, number):
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        pass


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


class Verdict:
    """What the command has said, read."""

    def __init__(self, named, options, server, words, said, errors, folder):
        self.named, self.options, self.raised = named, options, server.raised
        try:
            whole = json.loads(said)
            self.report, self.seed = whole["rules"][0], whole["seed"]
        except (ValueError, LookupError, TypeError):
            raise Unusable(failure(words, errors)) from None
        self.folder = options.get("report") or os.path.join(folder, "report")
        self.found = self.counterexample()
        self.kept = self.keep()

    def counterexample(self):
        """The smallest case of the first check that falsifies it."""
        for check in self.report["checks"]:
            if check["required"] and check["verdict"] == "falsified" and check["counterexamples"]:
                self.path = os.path.join(self.folder, check["counterexamples"][0])
                return json.loads(read(self.path))
        return None

    def keep(self):
        """The program that reproduces it, which the private folder does not outlive."""
        if self.found is None:
            return None
        program = self.path[: -len(".json")] + ".repro.py"
        if self.options.get("report") or not os.path.exists(program):
            return program if os.path.exists(program) else None
        kept = os.path.join("reports", "python", os.path.basename(os.path.dirname(program)))
        try:
            os.makedirs(kept, exist_ok=True)
            target = os.path.join(kept, os.path.basename(program))
            text = moved(read(program), program, target)
            written = "%s.%d" % (target, os.getpid())
            with open(written, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(written, target)
            return target
        except OSError:
            return None

    def cause(self):
        """What the user's code raised in that case, with its stack."""
        sentence = self.found["sentence"] if self.found else ""
        return next((error for text, error in reversed(list(self.raised.items())) if text in sentence), None)

    def message(self, function):
        name, found = self.report["name"], self.found
        if found is None:
            return "%s: %s\nseed: %s" % (name, self.report["summary"], self.seed)
        lines = ["%s is falsified: %s: %s" % (name, found["check"], found["sentence"])]
        if "hint" in self.report:
            lines.append("likely cause: %s" % self.report["hint"])
        lines.append("smallest case: %s" % case_text(found))
        lines.append("seed: %s" % self.seed)
        lines.append("again: %s" % self.again(function))
        if self.kept:
            lines.append("alone: python %s" % shlex.quote(self.kept))
        if self.options.get("report") and not self.named.spec.startswith("live "):
            lines.append("replay: %s" % found["replay"])
        return "\n".join(lines)

    def again(self, function):
        given = dict(self.options, seed=self.seed)
        return "%s(%s)" % (function, ", ".join([self.named.name] + ["%s=%s" % item for item in shown(given)]))


def moved(text, before, after):
    """A program that is kept elsewhere: it finds the folder of the optimizer from there."""
    found = re.search(r'^home = (".*")$', text, re.M)
    if found is None:
        return text
    home = os.path.join(os.path.dirname(os.path.abspath(before)), json.loads(found.group(1)))
    there = os.path.relpath(home, os.path.dirname(os.path.abspath(after)))
    return text[: found.start(1)] + json.dumps(there, ensure_ascii=False) + text[found.end(1) :]


def shown(options):
    for name, value in options.items():
        yield name, getattr(value, "__qualname__", None) or repr(value)


def case_text(found):
    case, rows = found["minimal"], found["trajectory"]
    judged = found.get("judged", {})
    parts = ["θ = %s" % (case["theta"],)]
    row = next((row for row in rows if row["step"] == judged.get("step", 0)), None)
    if row is not None:
        at = " at step %d" % row["step"] if row["step"] else ""
        parts.append("∇L = %s%s" % (row["gradient"], at))
    parts.append("step size %s" % (judged.get("stepSize", case["stepSize"]),))
    parts += ["%s = %s" % item for item in sorted(case["hyperparameters"].items())]
    parts.append("loss %s" % case["loss"]["family"])
    return ", ".join(parts)


def failure(words, errors):
    """Why there is no report, in one line."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    said = [line for line in lines if line.startswith("natgrad-check: ")]
    if said:
        return said[-1][len("natgrad-check: ") :]
    node = shutil.which("node")
    if node is not None:
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
        if version_of(version) < (20, 19):
            return "needs Node.js 20.19 or newer, this is %s (%s); %s" % (version or "unknown", node, INSTALL)
    last = lines[-1][:200] if lines else "it said nothing"
    return "%s did not run natgrad-check (%s); %s" % (" ".join(words), last, INSTALL)


def version_of(text):
    try:
        return tuple(int(part) for part in text.lstrip("v").split(".")[:2])
    except ValueError:
        return (0, 0)
