"""A log-linear model of which spans of a text are names, and of what kind.

A text has candidates, spans with points for each label. A reading is a set of candidates without overlap, each
with a label; its probability is proportional to the exponential of the sum of its points (a semi-Markov
conditional random field: Sarawagi and Cohen 2004). That is what `nertool` maximises when it chooses, so the points
are fitted for the competition they meet: a candidate need not be unlikely by itself where a better one covers it.

Candidates that overlap, directly or through others, are a cluster; clusters are independent, and all are computed
side by side, candidate by candidate. Needs numpy and scipy.
"""
import bisect
import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

IMPOSSIBLE = -1e9


class Readings:
    """Candidates of many texts, in clusters, with the labels that a right reading may give them."""

    def __init__(self):
        self.columns, self.ends_of_rows = [], [0]     # evidence of each candidate
        self.allowed, self.required = [], []          # labels it may have; whether it must be chosen
        self.demonym, self.weight = [], []
        self.before = []                              # candidates of its cluster that end where it begins
        self.step, self.cluster = [], []              # its number in its cluster, and that of the cluster
        self.text, self.clusters = [], 0

    def add(self, text, rows, allowed, required, start_column, weight):
        """A text: candidates (start, end, evidence, is a demonym), the labels that each may have in a right
        reading, whether it is a name for sure. What overlaps one that is required has no labels."""
        order = sorted(range(len(rows)), key=lambda i: (rows[i][1], rows[i][0]))
        allowed, required = exclusive([rows[i] for i in order], [allowed[i] for i in order], [required[i] for i in order])
        clusters = clusters_of([rows[i] for i in order])
        ends = {}
        for i, label, must, cluster in zip(order, allowed, required, clusters):
            start, end, evidence, demonym = rows[i]
            known = ends.setdefault(cluster, [])
            if not known:
                self.clusters += 1
            self.before.append(bisect.bisect_right(known, start))
            self.step.append(len(known)); self.cluster.append(self.clusters - 1)
            known.append(end)
            self.columns.extend(evidence + [start_column]); self.ends_of_rows.append(len(self.columns))
            self.allowed.append(label); self.required.append(must)
            self.demonym.append(demonym); self.weight.append(weight); self.text.append(text)

    def finish(self, width):
        """Turns lists into arrays; `width` kinds of evidence, `start` included."""
        n = len(self.step)
        self.x = csr_matrix((np.ones(len(self.columns)), self.columns, self.ends_of_rows), shape=(n, width))
        for name in ('allowed', 'required', 'demonym'):
            setattr(self, name, np.array(getattr(self, name), bool))
        for name in ('before', 'step', 'cluster', 'text'):
            setattr(self, name, np.array(getattr(self, name), np.int64))
        self.weight = np.array(self.weight)
        self.plan()
        return self

    def plan(self):
        """Orders the clusters by size, so that those which have a candidate more come first at each step."""
        names, self.cluster = np.unique(self.cluster, return_inverse=True)
        sizes = np.bincount(self.cluster, minlength=len(names))
        rank = np.empty(len(sizes), np.int64); rank[np.argsort(-sizes, kind='stable')] = np.arange(len(sizes))
        self.cluster = rank[self.cluster]
        order, counts = np.lexsort((self.cluster, self.step)), np.bincount(self.step)
        self.steps = np.split(order, np.cumsum(counts)[:-1])
        # the sums over the first k candidates of all clusters that have so many stand at level k, in order of clusters
        self.level = np.concatenate([[0, len(sizes)], len(sizes) + np.cumsum(counts)])
        self.place = self.level[self.before] + self.cluster
        self.last = self.level[np.sort(sizes)[::-1]] + np.arange(len(sizes))
        self.cluster_weight = np.zeros(len(sizes)); self.cluster_weight[self.cluster] = self.weight

    def of_texts(self, keep):
        """Those of the texts for which `keep` is true."""
        rows = np.flatnonzero(keep[self.text])
        part = Readings()
        part.x = self.x[rows]
        for name in ('allowed', 'required', 'demonym', 'before', 'step', 'cluster', 'text', 'weight'):
            setattr(part, name, getattr(self, name)[rows])
        part.plan()
        return part

    def total(self, points, required):
        """Weighted logarithm of the sum over all readings, and the weighted probability of each candidate."""
        sums = np.zeros(self.level[-1])  # of the first candidates of each cluster, level by level
        for step, rows in enumerate(self.steps):
            at, after = self.level[step], slice(self.level[step + 1], self.level[step + 2])
            take = sums[self.place[rows]] + points[rows]
            sums[after] = np.logaddexp(take, np.where(required[rows], IMPOSSIBLE, sums[at:at + len(rows)]))
        total = (self.cluster_weight * sums[self.last]).sum()
        share = np.zeros_like(sums)
        share[self.last] = self.cluster_weight
        chosen = np.zeros(len(points))
        for step, rows in reversed(list(enumerate(self.steps))):
            at, after = self.level[step], slice(self.level[step + 1], self.level[step + 2])
            taken = share[after] * np.exp(np.minimum(sums[self.place[rows]] + points[rows] - sums[after], 0))
            chosen[rows] = taken
            share[at:at + len(rows)] += share[after] - taken
            share[self.place[rows]] += taken
        return total, chosen


def clusters_of(rows):
    """Number of the cluster of each candidate; candidates come in order of their ends."""
    out, cluster = [0] * len(rows), 0
    reach = float('inf')
    for i in range(len(rows) - 1, -1, -1):
        start, end = rows[i][:2]
        if end <= reach and i < len(rows) - 1:
            cluster += 1
            reach = start
        out[i] = cluster
        reach = min(reach, start)
    return out


def exclusive(rows, allowed, required):
    """Takes, in these lists, all labels from what overlaps a required candidate; of two that overlap the first is
    required."""
    musts, last = [], -1
    for i, (start, end, *_) in enumerate(rows):
        if required[i] and start >= last:
            musts.append((start, end, i)); last = end
    kept = {i for _, _, i in musts}
    starts = [must[0] for must in musts]
    for i, (start, end, *_) in enumerate(rows):
        if i not in kept:
            required[i] = False
            first = bisect.bisect_left(starts, end) - 1
            if first >= 0 and musts[first][1] > start:
                allowed[i] = [False] * len(allowed[i])
    return allowed, required


def sum_of(points):
    """Logarithm of the sum over labels."""
    top = points.max(1)
    return top + np.log(np.exp(points - top[:, None]).sum(1))


def fit(readings, penalty, start, x=None, iterations=200):
    """Points, evidence x labels, that make right readings probable; the last row is for every candidate."""
    x = readings.x if x is None else x
    xt, width = x.T.tocsr(), x.shape[1]
    labels = readings.allowed.shape[1]
    base = np.zeros((x.shape[0], labels)); base[~readings.demonym, -1] = IMPOSSIBLE
    right = np.where(readings.allowed, 0, IMPOSSIBLE)
    penalties = np.full((width, 1), penalty); penalties[-1] = 0.01
    free = np.zeros(x.shape[0], bool)

    def loss(flat):
        w = flat.reshape(width, labels)
        points = x @ w + base
        of_any, any_sum = points, sum_of(points)
        of_right = points + right
        right_sum = np.maximum(sum_of(of_right), IMPOSSIBLE)
        total, chosen = readings.total(any_sum, free)
        wanted, chosen_right = readings.total(right_sum, readings.required)
        gradient = chosen[:, None] * np.exp(of_any - any_sum[:, None])
        gradient -= chosen_right[:, None] * np.exp(np.minimum(of_right - right_sum[:, None], 0)) * readings.allowed
        value = total - wanted + 0.5 * (penalties * w * w).sum()
        return value, (xt @ gradient + penalties * w).ravel()

    best = minimize(loss, start.ravel(), jac=True, method='L-BFGS-B', options={'maxiter': iterations})
    return best.x.reshape(width, labels)


def fit_pruned(readings, penalty, start, single, most):
    """Fits with all pairs of evidence, which come after `single` kinds, keeps the `most` that move the points most,
    fits again."""
    w = fit(readings, penalty, start)
    effect = np.abs(w).sum(1) * np.sqrt(np.asarray(readings.x.sum(0)).ravel())
    effect[:single] = effect[-1] = np.inf
    mask = np.zeros(len(w)); mask[np.argsort(-effect)[:single + 1 + most]] = 1
    x = (readings.x @ diags(mask)).tocsr(); x.eliminate_zeros()
    return fit(readings, penalty, w * mask[:, None], x) * mask[:, None]
