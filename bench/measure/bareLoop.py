"""Steps an optimizer as often as a campaign does, and nothing else: python bareLoop.py KIND '[[dimension, starts, steps], …]'"""
import json, sys
import numpy as np

kind, table = sys.argv[1], json.loads(sys.argv[2])

if kind == "torch":
    import torch
    torch.set_num_threads(1)

    def begin(theta):
        p = torch.from_numpy(theta.copy()).requires_grad_()
        return p, torch.optim.Adam([p], lr=0.01)

    def step(state, gradient):
        p, optimizer = state
        before = p.detach().clone()
        p.grad = torch.from_numpy(gradient)
        optimizer.step()
        return (p.detach() - before).numpy()
else:
    def begin(theta):
        return [np.zeros_like(theta), np.zeros_like(theta), 0]

    def step(state, gradient):
        m, v, t = state
        state[2] = t = t + 1
        state[0] = m = 0.9 * m + 0.1 * gradient
        state[1] = v = 0.999 * v + 0.001 * gradient**2
        return -0.01 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)

for dimension, starts, steps in table:
    theta, gradient = np.ones(dimension), np.linspace(-1, 1, dimension)
    for i in range(starts):
        state = begin(theta)
        for _ in range(steps * (i + 1) // starts - steps * i // starts):
            step(state, gradient)
