#!/usr/bin/env python3
"""networkx_counts.py GRAPH.json SUMMARY.json: networkx opens the graph, and it has the entities and
mentions that the summary shows."""
import json, sys
import networkx

graph = networkx.node_link_graph(json.load(open(sys.argv[1])), edges="edges")
summary = json.load(open(sys.argv[2]))
rows = {row["id"]: row for section in summary["sections"] for row in section["rows"]}
assert set(graph.nodes) == set(rows), set(graph.nodes) ^ set(rows)
for name, data in graph.nodes(data=True):
    assert data["count"] == rows[name]["mentions"], name
    assert data["documents"] == rows[name]["documents"], name
    assert data["kind"] == rows[name]["kind"], name
for a, b, data in graph.edges(data=True):
    assert data["weight"] >= 1 and data["evidence"], (a, b)
assert graph.number_of_edges() > 0
print(f"{graph.number_of_nodes()} entities, {graph.number_of_edges()} edges: as in the summary")
