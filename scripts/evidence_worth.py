#!/usr/bin/env python3
"""What each evidence is worth: strict F1 on gold with all points, and without those of one evidence.

  evidence_worth.py --tool target/release/nertool --gold DIR [--weights dictionaries/weights.txt] [--files A,B]

Points of the evidence and of its pairs are set to nothing; the others stay as they were fitted, so that
the loss is what the tool would lose that day, not what a new fit could make good. Only the choice of
spans and kinds is measured. Sorted by the loss on the mean of the files. Needs numpy and scipy.
"""
import argparse
import numpy as np
from scipy.sparse import csr_matrix
import fit_weights as fw


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--tool', default='target/release/nertool')
    ap.add_argument('--gold', required=True)
    ap.add_argument('--dictionaries', default='dictionaries')
    ap.add_argument('--weights', default='dictionaries/weights.txt')
    ap.add_argument('--files', default='worldwide_dev,conll2003_testa,crossner_politics_dev,wikigold_dev,wnut17_dev,trnews_dev')
    a = ap.parse_args()
    fw.FILES = {name: 1.0 for name in a.files.split(',')}
    docs, names = fw.read(a.tool, a.gold, a.weights, a.dictionaries)
    single = sorted(names, key=names.get)
    fw.RARE = 1
    docs = fw.with_pairs(docs, names)
    order = sorted(names, key=names.get)
    w = fw.load(a.weights, names)
    width = len(names)
    parts = []
    for name, rows, record in docs:
        indices = [i for row in rows for i in row[2] + [width]]
        pointers = np.cumsum([0] + [len(row[2]) + 1 for row in rows])
        parts.append((csr_matrix((np.ones(len(indices)), indices, pointers), shape=(len(rows), width + 1))))
    used = {n for n in order if np.abs(w[names[n]]).max() >= 0.005}

    def figures(points):
        return {name: f for name, (_, _, f) in fw.evaluate(docs, lambda d: points[d]).items()}

    whole = [x @ w for x in parts]
    base = figures(whole)
    print('all evidence: ' + '  '.join(f'{name} {f:.2f}' for name, f in base.items()), flush=True)
    rows = []
    for evidence in single:
        gone = [names[n] for n in used if evidence in n.split('+')]
        if not gone:
            continue
        only = np.zeros_like(w); only[gone] = w[gone]
        points, changed = [], False
        for x, own in zip(parts, whole):
            less = x @ only
            points.append(own - less)
            changed |= bool(np.abs(less).sum())
        if changed:
            now = figures(points)
            rows.append((np.mean([base[n] - now[n] for n in base]), evidence, {n: base[n] - now[n] for n in base}))
    print('{:28} {:>7} '.format('without', 'mean') + ' '.join(f'{n[:12]:>12}' for n in base))
    for loss, evidence, each in sorted(rows, key=lambda row: (-row[0], row[1])):
        print('{:28} {:+7.2f} '.format(evidence, -loss) + ' '.join(f'{-each[n]:+12.2f}' for n in base))


if __name__ == '__main__':
    main()
