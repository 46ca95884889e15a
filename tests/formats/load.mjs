// Opens the JSON shapes with graphology, Cytoscape.js and d3-force.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cytoscape from 'cytoscape';
import * as d3 from 'd3-force';
import Graphology from 'graphology';
import pagerank from 'graphology-metrics/centrality/pagerank.js';

const read = name => JSON.parse(readFileSync(join(process.argv[2], name), 'utf8'));
const reference = read('graph.json');
const nodes = new Map(reference.nodes.map(node => [node.id, node]));
const key = (a, b) => [a, b].sort().join('\u0000');
const edges = new Map(reference.edges.map(edge => [key(edge.source, edge.target), edge]));
let failed = 0;

function check(name, condition, detail = '') {
  if (!condition) failed += 1;
  console.log(condition ? `ok  ${name}` : `FAILED  ${name} ${detail}`);
}

function same(name, theirNodes, theirEdges) {
  check(`${name}: nodes`, theirNodes.length === nodes.size, theirNodes.length);
  check(`${name}: edges`, theirEdges.length === edges.size, theirEdges.length);
  const node = theirNodes.find(([id, about]) => {
    const ours = nodes.get(id);
    return !ours || ours.label !== about.label || ours.pagerank !== about.pagerank;
  });
  check(`${name}: names and ranks`, !node, JSON.stringify(node));
  const edge = theirEdges.find(([a, b, about]) => edges.get(key(a, b))?.llr !== about.llr);
  check(`${name}: ratios`, !edge, JSON.stringify(edge));
}

function ofGraphology(graph) {
  const theirNodes = graph.mapNodes((id, about) => [id, about]);
  return [theirNodes, graph.mapEdges((_, about, a, b) => [a, b, about])];
}

const graph = Graphology.from(read('graphology.json'));
same('graphology', ...ofGraphology(graph));
check('graphology: undirected', graph.type === 'undirected' && !graph.multi);
const ranks = pagerank(graph, { getEdgeWeight: 'weight', tolerance: 1e-12, maxIterations: 1000 });
const connected = graph.filterNodes((_, about) => about.degree > 0);
// graphology spreads the rank of loose nodes in another way, so only a graph without them compares
if (connected.length === graph.order) {
  const off = connected.find(id => Math.abs(ranks[id] - nodes.get(id).pagerank) > 1e-9);
  check('graphology: its own PageRank', !off, `${off}`);
}

const drawn = cytoscape({ headless: true, elements: read('cytoscape.json').elements });
same(
  'Cytoscape.js',
  drawn.nodes().map(node => [node.id(), node.data()]),
  drawn.edges().map(edge => [edge.source().id(), edge.target().id(), edge.data()]),
);

const { nodes: points, links } = read('d3.json');
const link = d3.forceLink(links).id(node => node.id);
d3.forceSimulation(points).force('link', link).stop().tick(5);
same(
  'd3',
  points.map(node => [node.id, node]),
  link.links().map(({ source, target, ...about }) => [source.id, target.id, about]),
);
check('d3: moved', points.every(node => Number.isFinite(node.x)));

// node-link data as it is, with the field that graphology wants
const plain = new Graphology({ type: 'undirected' });
for (const { key, ...about } of reference.nodes) plain.addNode(key, about);
for (const { source, target, ...about } of reference.edges) plain.addEdge(source, target, about);
same('node-link in graphology', ...ofGraphology(plain));
process.exit(failed ? 1 : 0);
