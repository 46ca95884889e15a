"""Checks statistics of edges, measures of nodes and filters against networkx and formulas, to nine
digits, on graphs that `nertool merge` makes of random partial counts."""

import json
import math
import pathlib
import random
import subprocess
import sys

import networkx

binary, out = sys.argv[1], pathlib.Path(sys.argv[2])
KINDS = ["person", "country", "place", "organization"]
failures = []


def check(name, condition, detail=""):
    print(f"{'ok' if condition else 'FAILED'}  {name} {detail if not condition else ''}".rstrip())
    if not condition:
        failures.append(name)


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-15)


def worst(pairs):
    """The pair that differs most, if any does."""
    return next(((key, a, b) for key, a, b in pairs if not close(a, b)), None)


def head():
    run = subprocess.run([binary, "graph", "-f", "jsonl", "-"], input="Nothing.", text=True, capture_output=True, check=True)
    return run.stdout.splitlines()[0]


def part(path, nodes, documents, seed):
    """Partial counts of random documents; a few entities are in many of them."""
    rng = random.Random(seed)
    lines = [HEAD]
    for number in range(documents):
        group = rng.randrange(8)
        size = rng.randint(2, 7)
        members = sorted({int(nodes * rng.random() ** 2) // 8 * 8 + group if rng.random() < 0.8 else rng.randrange(nodes) for _ in range(size)})
        members = [member for member in members if member < nodes]
        units = rng.randint(4, 30)
        entities = [
            {"id": f"e{m:05}", "name": f"Entity {m}", "kind": KINDS[m % 4], "known": True, "count": 3, "units": rng.randint(1, 4)}
            for m in members
        ]
        pairs = [
            [a, b, rng.randint(1, min(entities[a]["units"], entities[b]["units"])), []]
            for a in range(len(members))
            for b in range(a + 1, len(members))
            if rng.random() < 0.7
        ]
        document = {"document": f"d{number}", "words": 0, "print": "0" * (32 + 256), "units": units}
        lines.append(json.dumps(document | {"entities": entities, "quotes": [], "pairs": pairs}))
    path.write_text("\n".join(lines) + "\n")


def merge(path, *options):
    run = subprocess.run([binary, "merge", path, "-f", "json", *options], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(run.stderr)
    data = json.loads(run.stdout)
    return data, networkx.node_link_graph(data, edges="edges")


def nodes_of(name, data, graph):
    about = dict(graph.nodes(data=True))
    check(f"{name}: degree", all(about[n]["degree"] == d for n, d in graph.degree()))
    check(f"{name}: strength", all(about[n]["strength"] == s for n, s in graph.degree(weight="weight")))
    ranks = networkx.pagerank(graph, alpha=0.85, weight="weight", tol=1e-17 if len(graph) > 100 else 1e-16, max_iter=2000)
    difference = worst((n, about[n]["pagerank"], rank) for n, rank in ranks.items())
    check(f"{name}: PageRank", difference is None, difference)
    between(name, data, graph, about)
    groups = {}
    for node, attributes in about.items():
        groups.setdefault(attributes["community"], set()).add(node)
    ours = networkx.community.modularity(graph, groups.values()) if graph.size() else 0.0
    check(f"{name}: modularity", close(ours, data["graph"]["modularity"]), (ours, data["graph"]["modularity"]))
    sizes = [len(groups[community]) for community in sorted(groups)]
    check(f"{name}: communities by size", sizes == sorted(sizes, reverse=True), sizes[:9])
    theirs = max(
        networkx.community.modularity(graph, networkx.community.louvain_communities(graph, seed=seed)) for seed in range(5)
    )
    check(f"{name}: communities as good as networkx's", ours > 0.97 * theirs, (ours, theirs))


def between(name, data, graph, about):
    wanted = networkx.betweenness_centrality(graph)
    if len(graph) <= 2000:
        difference = worst((n, about[n]["betweenness"], value) for n, value in wanted.items())
        check(f"{name}: betweenness", difference is None, difference)
        check(f"{name}: marked exact", not data["graph"]["betweenness_estimated"])
        return
    meta = data["graph"]
    check(f"{name}: marked estimated", meta["betweenness_estimated"] and 100 <= meta["betweenness_pivots"] <= 500, meta)
    strongest = sorted(wanted, key=wanted.get, reverse=True)[:50]
    off = sum(abs(about[n]["betweenness"] - wanted[n]) / wanted[n] for n in strongest) / len(strongest)
    check(f"{name}: estimated betweenness of the 50 first within 15 % on average", off < 0.15, off)


def edges_of(name, data, graph):
    n = data["graph"]["units"]
    wrong = []
    for a, b, edge in graph.edges(data=True):
        x, y, both = graph.nodes[a]["units"], graph.nodes[b]["units"], edge["units"]
        cells = [(both, x * y / n), (x - both, x * (n - y) / n), (y - both, (n - x) * y / n), (n - x - y + both, (n - x) * (n - y) / n)]
        llr = 2 * math.fsum(o * math.log(o / e) for o, e in cells if o > 0)
        wanted = {
            "expected": x * y / n,
            "npmi": math.log(both * n / (x * y)) / -math.log(both / n),
            "jaccard": both / (x + y - both),
            "weight": both,
        }
        difference = worst((key, edge[key], value) for key, value in wanted.items())
        # subtracting cells costs digits where a pair is as frequent as chance has it
        if difference or not math.isclose(edge["llr"], llr, rel_tol=1e-9, abs_tol=1e-9):
            wrong.append((a, b, difference, edge["llr"], llr))
        # the p-value is that of the ratio as written, whose last digit is rounded
        if not math.isclose(edge["p"], math.erfc(math.sqrt(edge["llr"] / 2)), rel_tol=1e-8, abs_tol=1e-300):
            wrong.append((a, b, edge["p"]))
    check(f"{name}: statistics of {graph.size()} edges", not wrong, wrong[:3])


def filters(name, path, whole):
    pairs = lambda graph: {tuple(sorted(edge)) for edge in graph.edges}
    for alpha in (0.05, 0.3):
        _, backbone = merge(path, "--backbone", str(alpha))
        check(f"{name}: backbone {alpha}", pairs(backbone) == disparity(whole, alpha), (backbone.size(), whole.size()))
        check(f"{name}: backbone {alpha} is smaller", backbone.size() < whole.size())
    check(f"{name}: a backbone is left", backbone.size() > 0)
    centre = max(whole.nodes, key=lambda node: (whole.degree(node), node))
    rim = min((n for n in whole.nodes if whole.degree(n)), key=lambda node: (whole.degree(node), node))
    for node, hops in ((centre, 1), (rim, 1), (rim, 2)):
        _, ego = merge(path, "--around", node, "--hops", str(hops))
        wanted = networkx.ego_graph(whole, node, radius=hops)
        check(f"{name}: {hops} hops around {node}", pairs(ego) == pairs(wanted) and set(ego) == set(wanted))
    _, found = merge(path, "--min-weight", "3", "--min-npmi", "0.2")
    wanted = {tuple(sorted((a, b))) for a, b, e in whole.edges(data=True) if e["units"] >= 3 and e["npmi"] >= 0.2}
    check(f"{name}: thresholds", pairs(found) == wanted and wanted and all(d for _, d in found.degree()))
    _, found = merge(path, "--max-p", "0.001", "--keep-isolated")
    wanted = {tuple(sorted((a, b))) for a, b, e in whole.edges(data=True) if e["p"] <= 0.001 and e["units"] > e["expected"]}
    check(f"{name}: p-value", pairs(found) == wanted and wanted and set(found) == set(whole))
    _, found = merge(path, "--top", "10")
    rank = lambda e: (e["units"] > 1, e["llr"] if e["units"] >= e["expected"] else -e["llr"])
    best = sorted((rank(e) for _, _, e in whole.edges(data=True)), reverse=True)[:10]
    check(f"{name}: the ten strongest", sorted((rank(e) for _, _, e in found.edges(data=True)), reverse=True) == best)


def disparity(graph, alpha):
    """Serrano, Boguñá, Vespignani 2009."""
    kept = set()
    for a, b, edge in graph.edges(data=True):
        for node in (a, b):
            degree, strength = graph.degree(node), graph.degree(node, weight="weight")
            if degree > 1 and (1 - edge["weight"] / strength) ** (degree - 1) < alpha:
                kept.add(tuple(sorted((a, b))))
    return kept


HEAD = head()
for nodes, documents, seed in ((40, 30, 1), (300, 400, 2), (900, 1300, 3), (2200, 2600, 4)):
    name = f"{nodes} entities"
    path = out / f"random-{nodes}.jsonl"
    part(path, nodes, documents, seed)
    data, graph = merge(path)
    nodes_of(name, data, graph)
    edges_of(name, data, graph)
    if nodes < 2000:
        filters(name, path, graph)
text, _ = merge(out / "graph.jsonl")
nodes_of("text", text, networkx.node_link_graph(text, edges="edges"))
if failures:
    sys.exit(f"{len(failures)} failed: {', '.join(failures)}")
