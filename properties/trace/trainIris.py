"""Trains a network of 4, 8 and 3 units on the irises for 300 steps, and writes a record of each run.

python trainIris.py DATA.json FOLDER, where DATA.json is [[features, ...], [class, ...]].
"""

import json
import os
import sys

import torch

from natgrad_check.torch import watch


class FeedbackAlignment(torch.optim.Optimizer):
    """Fixed random feedback in place of the transposed weights of the second layer. Lillicrap et al. (2016)."""

    def __init__(self, model, lr):
        super().__init__(model.parameters(), dict(lr=lr))
        self.model = model
        self.feedback = torch.randn(3, 8, generator=torch.Generator().manual_seed(5))

    @torch.no_grad()
    def step(self, closure=None):
        first, _, second = self.model
        inputs, hidden, error = self.model.seen
        back = (error @ self.feedback) * (1 - hidden**2)
        lr = self.param_groups[0]["lr"]
        for p, direction in (
            (second.weight, error.T @ hidden),
            (second.bias, error.sum(0)),
            (first.weight, back.T @ inputs),
            (first.bias, back.sum(0)),
        ):
            p -= lr * direction


def train(name, features, classes, folder):
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 3))
    optimizer = {
        "adam": lambda: torch.optim.Adam(model.parameters(), lr=0.01),
        "momentum": lambda: torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9),
        "feedback-alignment": lambda: FeedbackAlignment(model, lr=0.2),
    }[name]()
    run = watch(optimizer, os.path.join(folder, name + ".jsonl"), names=model, full_batch=True, metric=6)
    for _ in range(300):
        optimizer.zero_grad()
        hidden = torch.tanh(model[0](features))
        outputs = model[2](hidden)
        loss = torch.nn.functional.cross_entropy(outputs, classes)
        loss.backward()
        error = (outputs.softmax(1) - torch.nn.functional.one_hot(classes, 3)).detach() / len(classes)
        model.seen = (features, hidden.detach(), error)
        run.loss = loss
        optimizer.step()
    run.close()


if __name__ == "__main__":
    torch.set_num_threads(1)
    with open(sys.argv[1]) as file:
        measured, kinds = json.load(file)
    features = torch.tensor(measured)
    features = (features - features.mean(0)) / features.std(0)
    for rule in ("adam", "momentum", "feedback-alignment"):
        train(rule, features, torch.tensor(kinds), sys.argv[2])
