"""Heavy ball that begins anew where the loss would rise, as a subject of natgrad-check: lines of JSON, no library.

The protocol is in protocol.md. To serve an optimizer of yours in Python none of this is needed: name its file.
"""

import copy
import json
import os

HELLO, NEW, STEP, FREE, EVAL, COPY, FAULT, BYE = range(1, 9)

ABOUT = {
    "protocol": 1,
    "kind": "other",
    "name": "restarted heavy ball",
    "encoding": "json",
    "returns": "delta",
    "hyperparameters": {"momentum": {"default": 0.9, "min": 0, "max": 0.9}},
    "capabilities": ["eval", "copy"],
}

given, taken = os.environ["NATGRAD_CHANNEL"].split(":")
source, sink = open(given, "rb"), open(taken, "wb", buffering=0)
runs = {}


def receive():
    line = source.readline()
    if not line:
        raise SystemExit(0)
    return json.loads(line[line.index(b"{") :])


def send(kind, **fields):
    sink.write((json.dumps(dict(fields, kind=kind)) + "\n").encode())


def numbers(values):
    """JSON has no words for these; the protocol spells them as strings."""
    return [float(value) for value in values]


def spelled(values):
    return [value if value - value == 0 else str(value).replace("inf", "Infinity").replace("nan", "NaN") for value in values]


def evaluate(frame, theta):
    send(EVAL, instance=frame["instance"], step=frame.get("step", 0), values=spelled(theta))
    return float(receive().get("a", 0))


def begin(frame):
    asked = json.loads(frame["text"])
    size = len(frame.get("values", []))
    runs[frame["instance"]] = {"momentum": asked["hyperparameters"]["momentum"], "velocity": [0.0] * size}
    send(NEW, instance=frame["instance"])


def step(frame):
    run = runs[frame["instance"]]
    values, size = numbers(frame.get("values", [])), len(run["velocity"])
    if len(values) != 2 * size:
        raise ValueError("a step needs theta and its gradient, %d numbers each" % size)
    theta, gradient, eta = values[:size], values[size:], float(frame.get("a", 0))
    plain = [-eta * g for g in gradient]
    delta = [run["momentum"] * v + d for v, d in zip(run["velocity"], plain)]
    moved = [x + d for x, d in zip(theta, delta)]
    if evaluate(frame, moved) > evaluate(frame, theta):
        delta = plain
    run["velocity"] = delta
    send(STEP, instance=frame["instance"], step=frame.get("step", 0), values=spelled(delta))


def answer(frame):
    kind = frame["kind"]
    if kind == HELLO:
        runs.clear()
        send(HELLO, a=frame["nonce"] if "nonce" in frame else frame.get("a", 0), text=ABOUT)
    elif kind == NEW:
        begin(frame)
    elif kind == STEP:
        step(frame)
    elif kind == FREE:
        runs.pop(frame["instance"], None)
    elif kind == COPY:
        runs[frame["step"]] = copy.deepcopy(runs[frame["instance"]])
        send(COPY, instance=frame["instance"], step=frame["step"])
    elif kind == BYE:
        raise SystemExit(0)
    else:
        raise ValueError("there is no message of kind %s" % kind)


while True:
    frame = receive()
    # The first HELLO is a binary frame whose payload is a line of JSON: what receive leaves of it has no kind.
    frame.setdefault("kind", HELLO)
    try:
        answer(frame)
    except Exception as error:
        about = {"instance": frame.get("instance", 0), "step": frame.get("step", 0)}
        send(FAULT, b=0, text="%s: %s" % (type(error).__name__, error), **about)
