"""Opens the graph files with networkx, Graphviz and SQLite; all must tell the same graph."""

import csv
import json
import pathlib
import subprocess
import sys

import networkx

out = pathlib.Path(sys.argv[1])
data = json.loads((out / "graph.json").read_text("utf-8"))
reference = networkx.node_link_graph(data, edges="edges")
failures = []


def check(name, condition, detail=""):
    print(f"{'ok' if condition else 'FAILED'}  {name} {detail if not condition else ''}".rstrip())
    if not condition:
        failures.append(name)


def same(name, nodes, edges):
    """`nodes`: id -> (label, pagerank); `edges`: sorted pair -> (units, llr)."""
    check(f"{name}: nodes", nodes.keys() == set(reference.nodes), set(reference.nodes) ^ nodes.keys())
    pairs = {tuple(sorted(edge)) for edge in reference.edges}
    check(f"{name}: edges", edges.keys() == pairs, pairs ^ edges.keys())
    for node, (label, rank) in nodes.items():
        wanted = reference.nodes[node]
        if clean(wanted["label"]) != clean(label) or abs(wanted["pagerank"] - float(rank)) > 1e-12:
            check(f"{name}: node {node}", False, (label, rank, wanted))
    for pair, (units, llr) in edges.items():
        wanted = reference.edges[pair]
        if wanted["units"] != int(units) or abs(wanted["llr"] - float(llr)) > 1e-9:
            check(f"{name}: edge {pair}", False, (units, llr, wanted))


def clean(label):
    """A label as spreadsheets get it: what looks like a formula has an apostrophe in front."""
    return label.removeprefix("'")


def of_networkx(graph):
    nodes = {node: (about["label"], about["pagerank"]) for node, about in graph.nodes(data=True)}
    edges = {tuple(sorted((a, b))): (about["units"], about["llr"]) for a, b, about in graph.edges(data=True)}
    return nodes, edges


def node_link():
    check("node-link: a simple graph", type(reference) is networkx.Graph)
    check("node-link: something in it", len(reference) >= 12 and reference.size() >= 20, (len(reference), reference.size()))
    check("node-link: evidence", all(about["evidence"] for _, _, about in reference.edges(data=True)))
    kinds = {about["kind"] for _, about in reference.nodes(data=True)}
    check("node-link: kinds", kinds == {"person", "country", "place", "organization"}, kinds)
    check("node-link: one near copy", data["graph"]["duplicates"] == 1, data["graph"])


def gexf():
    graph = networkx.read_gexf(out / "graph.gexf", version="1.3")
    check("GEXF: undirected", not graph.is_directed())
    same("GEXF", *of_networkx(graph))
    weights = all(about["weight"] == about["units"] for _, _, about in graph.edges(data=True))
    check("GEXF: weights", weights)


def relations():
    """Lists in JSON, a text in formats without lists."""
    told = {pair: about["relations"] for *pair, about in reference.edges(data=True) for pair in [tuple(sorted(pair))]}
    found = [(r["source"], r["trigger"], r["target"]) for rows in told.values() for r in rows]
    check("relations: found", ("donald-trump", "met", "kim-jong-un") in found or ("kim-jong-un", "met", "donald-trump") in found, found)
    check("relations: at their edge", all({r["source"], r["target"]} == set(pair) for pair, rows in told.items() for r in rows))
    check("relations: no more than units", all(r["units"] <= reference.edges[pair]["units"] for pair, rows in told.items() for r in rows))

    def text(rows):
        arrow = {True: "<->", False: "->"}
        return "; ".join(f"{r['source']} {arrow[r['mutual']]} {r['target']}: {r['trigger']} ({r['units']})" for r in sorted(rows, key=lambda r: (r["source"], r["target"], r["class"], r["trigger"])))

    for name, graph in (("GEXF", networkx.read_gexf(out / "graph.gexf", version="1.3")), ("GraphML", networkx.read_graphml(out / "graph.graphml"))):
        theirs = {tuple(sorted((a, b))): about.get("relations", "") for a, b, about in graph.edges(data=True)}
        check(f"{name}: relations", theirs == {pair: text(rows) for pair, rows in told.items()})
    with open(out / "folder" / "edges.csv", encoding="utf-8", newline="") as file:
        rows = {tuple(sorted((unquoted(row["source"]), unquoted(row["target"])))): row["relations"] for row in csv.DictReader(file)}
    check("CSV: relations", rows == {pair: text(rows) for pair, rows in told.items()})


def written(periods):
    return ";".join(f"{period}:{units}" for period, units in periods.items())


def dated():
    """Counts by period: as maps, as text, and in GEXF as values with a first and a last day."""
    data = json.loads((out / "dated.json").read_text("utf-8"))
    graph = networkx.node_link_graph(data, edges="edges")
    check("periods: of the graph", list(data["graph"]["periods"]) == ["2024-01", "2024-03"], data["graph"])
    check("periods: undated", data["graph"]["undated"] == 1, data["graph"])
    parts = [*graph.nodes(data=True)] + [((a, b), about) for a, b, about in graph.edges(data=True)]
    timed = [about for _, about in parts if "periods" in about]
    check("periods: of nodes and edges", len(timed) > 20 and all(sum(a["periods"].values()) <= a["units"] for a in timed))
    days = {"2024-01": ("2024-01-01", "2024-01-31"), "2024-03": ("2024-03-01", "2024-03-31")}
    gexf = networkx.read_gexf(out / "dated.gexf", version="1.3")
    graphml = networkx.read_graphml(out / "dated.graphml")
    for of, ours, theirs, text in (("nodes", graph.nodes, gexf.nodes, graphml.nodes), ("edges", graph.edges, gexf.edges, graphml.edges)):
        wanted = {part: ours[part].get("periods", {}) for part in ours}
        values = {part: [(units, *days[period]) for period, units in periods.items()] for part, periods in wanted.items()}
        found = {part: theirs[part].get("units_of_period", []) for part in ours}
        check(f"GEXF: periods of {of}", found == values, [part for part in ours if found[part] != values[part]][:3])
        spells = {part: [days for _, *days in map(list, values[part])] for part in ours}
        found = {part: [list(spell) for spell in theirs[part].get("spells", [])] for part in ours}
        check(f"GEXF: spells of {of}", found == spells, [(found[p], spells[p]) for p in ours if found[p] != spells[p]][:3])
        check(f"GraphML: periods of {of}", all(text[part].get("periods", "") == written(wanted[part]) for part in ours))
    with open(out / "dated-edges.csv", encoding="utf-8", newline="") as file:
        rows = {(unquoted(row["source"]), unquoted(row["target"])): row["periods"] for row in csv.DictReader(file)}
    check("CSV: periods", rows == {(a, b): written(about.get("periods", {})) for a, b, about in graph.edges(data=True)})


def graphml():
    same("GraphML", *of_networkx(networkx.read_graphml(out / "graph.graphml")))


def dot(name):
    text = subprocess.run(["dot", "-Kneato", "-n2", "-Tdot_json", out / name], capture_output=True, check=True)
    check(f"{name}: Graphviz has nothing to say", not text.stderr, text.stderr)
    graph = json.loads(text.stdout)
    names = {node["_gvid"]: node["name"] for node in graph["objects"]}
    nodes = {node["name"]: (node["label"].replace("\\\\", "\\"), node["pagerank"]) for node in graph["objects"]}
    edges = {tuple(sorted((names[e["tail"]], names[e["head"]]))): (e["units"], e["llr"]) for e in graph["edges"]}
    same(name, nodes, edges)


def tables(nodes, edges):
    def sql(*lines):
        run = subprocess.run(["sqlite3", "-batch", "-json", ":memory:"], input="\n".join(lines), text=True, capture_output=True, check=True)
        check(f"{nodes.name}: SQLite has nothing to say", not run.stderr, run.stderr)
        return json.loads(run.stdout or "[]")

    load = [".mode csv", f".import '{nodes}' nodes", f".import '{edges}' edges", ".mode json"]
    found = sql(*load, "select id, label, pagerank from nodes;")
    rows = {unquoted(row["id"]): (row["label"], row["pagerank"]) for row in found}
    found = sql(*load, "select source, target, units, llr from edges;")
    pairs = {tuple(sorted((unquoted(row["source"]), unquoted(row["target"])))): (row["units"], row["llr"]) for row in found}
    same(nodes.name, rows, pairs)
    joined = sql(*load, "select count(*) as n from edges join nodes a on a.id = source join nodes b on b.id = target;")
    check(f"{nodes.name}: every edge has its ends", joined == [{"n": reference.size()}], joined)
    for path in (nodes, edges):
        with open(path, encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        acting = [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
        check(f"{path.name}: no formula", not acting, acting)


def unquoted(identifier):
    return identifier.removeprefix("'")


def cypher():
    script = (out / "graph.cypher").read_text("utf-8")
    check("Cypher: no text of documents in it", "Annex" not in script and "<script>" not in script)
    for name in ("graph-nodes.csv", "graph-edges.csv"):
        check(f"Cypher: loads {name}", f"'file:///{name}'" in script and (out / name).exists())


def hostile():
    text = "".join((out / name).read_text("utf-8") for name in ("graph.gexf", "graph.graphml", "graph.dot"))
    bad = [c for c in text if ord(c) < 32 and c not in "\n\t\r" or c in "\x7f\ufffe\uffff"]
    check("no control characters", not [c for c in bad if c != "\x7f"], bad)
    label = reference.nodes["annex-script"]["label"]
    check("hostile names are there", "<script>" in label and '"' in label, label)
    quotes = [quote["text"] for _, _, about in reference.edges(data=True) for quote in about["evidence"]]
    check("hostile sentences are there", any("\x01" in quote and "]]>" in quote for quote in quotes))


node_link()
gexf()
relations()
dated()
graphml()
dot("graph.dot")
dot("graph.gv")
tables(out / "folder" / "nodes.csv", out / "folder" / "edges.csv")
cypher()
hostile()
if failures:
    sys.exit(f"{len(failures)} failed: {', '.join(failures)}")
