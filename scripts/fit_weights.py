#!/usr/bin/env python3
"""Fit dictionaries/weights.txt on gold: how many points each evidence gives for each kind.

  fit_weights.py --tool target/release/nertool --gold DIR [--rounds 3] [--folds 5] [--write FILE]

Reads the candidates and their evidence from `nertool why --all`, labels each candidate with the
gold entity of the same span (none if there is none), and fits a log-linear model over sets of spans
(span_model.py) with an L2 penalty: the points are logarithms of odds against "no name". Evidence from the
document depends on the first choice, so candidates are read again with the new points in every round.
Figures are cross-validated by document. Needs numpy and scipy.

Gold: DIR/NAME.jsonl, one {"id", "text", "entities": [{"start", "end", "label"}]} a line; and the
example lines of dictionaries/ and the paragraphs of tests/corpus, which say what a reader expects.
"""
import argparse, collections, glob, json, os, re, subprocess, sys, tempfile
import numpy as np
import span_model

LABELS = ['person', 'place', 'organization', 'demonym']
GOLD = {'PER': 0, 'LOC': 1, 'ORG': 2}
# file: weight of the file as a whole, whether only places are annotated
FILES = {
    'worldwide_dev': 3.0, 'conll2003_testa': 1.5, 'conll2003_train_slice': 1.5,
    'crossner_politics_dev': 1.0, 'wikigold_dev': 1.0, 'wnut17_dev': 0.4,
    'geovirus_dev': 0.7, 'trnews_dev': 0.5, 'geowebnews_dev': 0.7, 'lgl_dev': 0.5,
    'btc_news_tweets_g': 0.5,
}
# files whose sentences are also read as headlines in Title Case
HEADLINES = ['worldwide_dev', 'crossner_politics_dev', 'wikigold_dev', 'conll2003_testa']
FILES['headlines'] = 1.0
FILES['examples'] = 0.7
FILES['corpus'] = 0.6
PLACES_ONLY = {'geovirus_dev', 'trnews_dev', 'geowebnews_dev', 'lgl_dev'}
PENALTY = 3.0
# evidence that may say more together with another
CORE = ['one_word', 'two_words', 'acronym', 'none_common', 'all_common', 'known_place', 'shared_place',
        'known_organization', 'shared_organization', 'known_person', 'shared_person', 'in_headline', 'in_capitals',
        'sentence_start', 'whole_run', 'no_name', 'org_suffix', 'org_head', 'place_suffix', 'in_table',
        'document_organization', 'document_place', 'document_same_person', 'first_given', 'starts_with_place',
        'starts_with_demonym', 'known_country', 'known_demonym', 'one_given', 'one_family', 'event', 'org_core', 'supported_person',
        'supported_place', 'supported_organization', 'titled_after', 'small_place', 'everyday_organization',
        'everyday_place', 'everyday_country', 'shared_country', 'owned_long', 'org_noun_before', 'place_noun_before', 'title_before', 'legal_form', 'legal_form_inside']
RARE = 200


SMALL = set('a an the of in on to for and at by with from as or but nor over into per via'.split())


def title_case(sentence):
    """The sentence as a headline; the same length."""
    def word(m):
        w = m.group()
        return w if w in SMALL and m.start() else w[0].upper() + w[1:] if len(w[0].upper()) == 1 else w
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", word, sentence)


def headlines(gold_dir):
    """Twelve sentences of a document, each a headline: gold for what capitals cannot tell."""
    out = []
    for name in HEADLINES:
        path = os.path.join(gold_dir, name + '.jsonl')
        for line in open(path, encoding='utf8') if os.path.exists(path) else []:
            record = json.loads(line)
            text, at, lines, entities = record['text'], 0, [], []
            for m in re.finditer(r'[^.!?\n]+', text):
                sentence = m.group().rstrip()
                start = m.start() + len(m.group()) - len(m.group().lstrip())
                sentence = text[start:m.start() + len(sentence)]
                inside = [e for e in record['entities'] if start <= e['start'] and e['end'] <= start + len(sentence)]
                crossing = [e for e in record['entities'] if e['start'] < start + len(sentence) < e['end'] or e['start'] < start < e['end']]
                if 5 <= len(sentence.split()) <= 16 and not crossing and sentence.upper() != sentence:
                    for e in inside:
                        entities.append(dict(e, start=e['start'] - start + at, end=e['end'] - start + at))
                    lines.append(title_case(sentence)); at += len(sentence) + 1
                if len(lines) == 12:
                    break
            if lines:
                out.append({'of': record['id'], 'id': f'{name}-{record["id"]}', 'text': '\n'.join(lines) + '\n', 'entities': entities})
    return out[::3]


def labels(root):
    """Label of each key of the dictionaries, and its demonyms."""
    kinds = {'people': 'PER', 'places': 'LOC', 'countries.dict': 'LOC', 'organizations': 'ORG'}
    label, demonyms = {}, collections.defaultdict(set)
    for path, kind in dictionaries_of(root, kinds):
        for line in open(path, encoding='utf8') if kind else []:
            if not line.startswith(('#', '> ')) and ' | ' in line:
                fields = line.strip().split(' | ')
                label[fields[0]] = kind
                for field in fields[2:]:
                    if field.startswith('demonym: '):
                        demonyms[fields[0]].update(form.strip().rstrip('?~') for form in field[9:].split(';'))
    return label, demonyms


def dictionaries_of(root, kinds):
    """Paths of the dictionaries of entities, and the label of what each holds."""
    for path in sorted(glob.glob(os.path.join(root, '**', '*.dict'), recursive=True)):
        name = os.path.relpath(path, root)
        if name not in ('topics.dict', 'relations.dict'):  # their examples mark other things
            yield path, kinds.get(name.split(os.sep)[0])


def marked(id, line, label, demonyms):
    """The document of a text with `[surface](key)` in it."""
    kinds = {'person': 'PER', 'place': 'LOC', 'organization': 'ORG'}
    text, entities, at = '', [], 0
    for m in re.finditer(r'\[([^\]]+)\]\(([a-z0-9:-]+)\)', line):
        text += line[at:m.start()]
        kind = 'MISC' if m[1] in demonyms[m[2]] else kinds.get(m[2].split(':')[0]) if ':' in m[2] else label.get(m[2])
        if kind:
            entities.append({'start': len(text), 'end': len(text) + len(m[1]), 'label': kind})
        text += m[1]; at = m.end()
    return {'id': id, 'text': text + line[at:] + '\n', 'entities': entities}


def examples(root):
    """The `> ` lines under the entries of the dictionaries, each a document."""
    label, demonyms = labels(root)
    lines = [line[2:].strip() for path, _ in dictionaries_of(root, {})
             for line in open(path, encoding='utf8') if line.startswith('> ')]
    return [marked(f'example-{number}', line, label, demonyms) for number, line in enumerate(lines)]


def corpus(tests, root):
    """The marked paragraphs of tests/corpus, each a document."""
    label, demonyms = labels(root)
    lines = []
    for path in sorted(glob.glob(os.path.join(tests, '*.txt'))):
        text = open(path, encoding='utf8').read()
        for part in re.split(r'(?m)^---$', text):
            lines.append('\n'.join(line for line in part.split('\n') if not line.startswith('# ')).strip('\n'))
    return [marked(f'corpus-{number}', line, label, demonyms) for number, line in enumerate(lines) if line]


def made(name, gold_dir, dictionaries):
    """Path of the gold file `name`; the ones made here are written first."""
    make = {'headlines': lambda: headlines(gold_dir), 'examples': lambda: examples(dictionaries),
            'corpus': lambda: corpus('tests/corpus', dictionaries)}.get(name)
    if make is None:
        return os.path.join(gold_dir, name + '.jsonl')
    path = os.path.join(tempfile.gettempdir(), f'nertool-{name}.jsonl')
    with open(path, 'w', encoding='utf8') as f:
        f.writelines(json.dumps(record, ensure_ascii=False) + '\n' for record in make())
    return path


def read(tool, gold_dir, weights, dictionaries):
    """Documents: (file, candidates [(start, end, evidence, demonym)], gold {span: label})."""
    docs, names = [], {}
    for name in FILES:
        path = made(name, gold_dir, dictionaries)
        if not os.path.exists(path):
            continue
        command = [tool, 'why', '--all', '-', '--input-format', 'jsonl', path]
        if weights:
            command += ['--weights', weights]
        out = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        gold = [json.loads(line) for line in open(path, encoding='utf8')]
        for record, line in zip(gold, out.splitlines()):
            found = json.loads(line)
            assert str(found['id']) == str(record['id']), (found['id'], record['id'])
            rows = []
            for start, end, evidence, demonym in found['candidates']:
                rows.append((start, end, [names.setdefault(e, len(names)) for e in evidence], demonym))
            docs.append((name, rows, record))
    return docs, names


def target(name, row, record, spans, optional):
    """Class of a candidate: 0 none, 1.. the labels; -1 any but place; None leave out."""
    start, end, _, demonym = row
    label = spans.get((start, end))
    if (start, end) in optional:
        return None
    if name in PLACES_ONLY:
        if label == 'LOC':
            return 4 if demonym else 2
        return None if demonym else -1
    if label in GOLD:
        return 1 + GOLD[label]
    if demonym and label == 'MISC':
        return 4
    return 0


def readings_of(docs, width):
    """The candidates of all documents with what a right reading makes of them."""
    readings, names = span_model.Readings(), collections.Counter()
    targets = []
    for name, rows, record in docs:
        spans = {(e['start'], e['end']): e['label'] for e in record['entities'] if not e.get('optional')}
        optional = {(e['start'], e['end']) for e in record['entities'] if e.get('optional')}
        targets.append([target(name, row, record, spans, optional) for row in rows])
        names[name] += sum(t is not None and t > 0 for t in targets[-1])
    total, files = sum(names.values()), sum(FILES.values())
    for d, ((name, rows, _), of_rows) in enumerate(zip(docs, targets)):
        required = [t is not None and t > 0 for t in of_rows]
        weight = FILES[name] * total / (max(names[name], 1) * files)
        readings.add(d, rows, [allowed(t) for t in of_rows], required, width, weight)
    return readings.finish(width + 1)


def allowed(target):
    """Labels that a candidate with this target may have in a right reading."""
    if target is None:
        return [True] * 4
    return [target == 1 + k or target == -1 and LABELS[k] != 'place' for k in range(4)]


def with_pairs(docs, names):
    """Documents with an evidence `a+b` for every frequent pair; names grow."""
    core = {names[n] for n in CORE if n in names}
    order = sorted(names, key=names.get)

    def pairs(evidence):
        return [(a, b) for a in evidence if a in core for b in evidence if b not in core or a < b]
    counts = collections.Counter(p for _, rows, _ in docs for row in rows for p in pairs(row[2]))
    for a, b in sorted(p for p, n in counts.items() if n >= RARE):
        names[f'{order[a]}+{order[b]}'] = len(names)
    ids = {(a, b): names.get(f'{order[a]}+{order[b]}') for a, b in counts}
    return [(name, [(row[0], row[1], row[2] + [ids[p] for p in pairs(row[2]) if ids[p] is not None], row[3])
                    for row in rows], record) for name, rows, record in docs]


def load(path, names):
    """Points of a weights file as a matrix; a fit that begins there ends sooner at the same optimum."""
    w = np.zeros((len(names) + 1, 4))
    for line in open(path, encoding='utf8'):
        words = line.split()
        if len(words) == 5 and (words[0] in names or words[0] == 'start'):
            w[names.get(words[0], len(names))] = [float(word) for word in words[1:]]
    return w


def points_of(rows, w):
    """Points of each candidate for each label."""
    return [w[-1] + w[evidence].sum(0) for _, _, evidence, _ in rows]


def decode(rows, points):
    """The best set of spans without overlap, of candidates with these points: [(start, end, label)]."""
    scored = []
    for (start, end, _, demonym), own in zip(rows, points):
        own = own if demonym else own[:3]
        k = int(own.argmax())
        if own[k] > 0:
            scored.append((end, start, float(own[k]), k))
    scored.sort()
    ends = [s[0] for s in scored]
    import bisect
    best, choice = [0.0], [None]
    for i, (end, start, points, k) in enumerate(scored):
        j = bisect.bisect_right(ends, start, 0, i)
        take = best[j] + points
        if take > best[i]:
            best.append(take); choice.append((j, (start, end, k)))
        else:
            best.append(best[i]); choice.append(None)
    out, i = [], len(scored)
    while i > 0:
        if choice[i]:
            out.append(choice[i][1]); i = choice[i][0]
        else:
            i -= 1
    return out


def evaluate(docs, points_of_document):
    """Precision, recall and F1 of each file, given the points of the candidates of document number d."""
    tp, pred, gold_n = collections.Counter(), collections.Counter(), collections.Counter()
    for d, (name, rows, record) in enumerate(docs):
        allowed = {1} if name in PLACES_ONLY else {0, 1, 2}
        gold = {(e['start'], e['end'], GOLD[e['label']]) for e in record['entities']
                if e['label'] in GOLD and not e.get('optional')}
        optional = {(e['start'], e['end']) for e in record['entities'] if e.get('optional')}
        found = set()
        for start, end, k in decode(rows, points_of_document(d)):
            if k == 3 and name == 'lgl_dev':
                k = 1
            if k in allowed and (start, end) not in optional:
                found.add((start, end, k))
        gold = {g for g in gold if g[2] in allowed}
        tp[name] += len(gold & found); pred[name] += len(found); gold_n[name] += len(gold)
    out = {}
    for name in gold_n:
        p, r = tp[name] / max(pred[name], 1), tp[name] / gold_n[name]
        out[name] = (100 * p, 100 * r, 100 * 2 * p * r / max(p + r, 1e-9))
    return out


def show(title, figures):
    print(title)
    for name, (p, r, f) in figures.items():
        print(f'  {name:24} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}')
    print(f'  {"mean":24} F1 {np.mean([f[2] for f in figures.values()]):.2f}', flush=True)


def write(path, names, w):
    order = sorted(names, key=names.get)
    lines = ['# Points that each evidence gives for each kind: logarithms of odds against "no name".',
             '# Written by scripts/fit_weights.py; `nertool why` shows them at work.',
             '# evidence                                       person  place  organization  demonym',
             '{:48} {:+6.2f} {:+6.2f} {:+6.2f} {:+6.2f}'.format('start', *w[-1])]
    for pair in (False, True):
        if pair:
            lines.append('# pairs: what two say together besides what each says')
        for name in sorted(n for n in order if ('+' in n) == pair and np.abs(w[names[n]]).max() >= 0.005):
            lines.append('{:48} {:+6.2f} {:+6.2f} {:+6.2f} {:+6.2f}'.format(name, *w[names[name]]))
    open(path, 'w').write('\n'.join(lines) + '\n')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--tool', default='target/release/nertool')
    ap.add_argument('--gold', required=True)
    ap.add_argument('--dictionaries', default='dictionaries')
    ap.add_argument('--rounds', type=int, default=3)
    ap.add_argument('--folds', type=int, default=5)
    ap.add_argument('--pairs', type=int, default=1400)
    ap.add_argument('--from', dest='start', help='weights to begin with')
    ap.add_argument('--keep', type=float, default=0.0,
                    help='share of the points to begin with that stays, 0 to 1: a mean of two fits varies less')
    ap.add_argument('--write', default='dictionaries/weights.txt')
    a = ap.parse_args()
    if a.keep and not a.start:
        ap.error('--keep needs --from: the points of which a share stays')
    current = a.start
    with tempfile.TemporaryDirectory() as folder:
        for number in range(a.rounds):
            docs, names = read(a.tool, a.gold, current, a.dictionaries)
            single = len(names)
            docs = with_pairs(docs, names)
            width = len(names)
            readings = readings_of(docs, width)
            print(f'round {number + 1}: {len(docs)} documents, {len(readings.step)} candidates, {width} kinds of evidence',
                  flush=True)
            start = load(current, names) if current else np.zeros((width + 1, 4))
            w = span_model.fit_pruned(readings, PENALTY, start, single, a.pairs)
            if a.keep and number + 1 == a.rounds:
                w = a.keep * load(a.start, names) + (1 - a.keep) * w
            current = os.path.join(folder, f'weights{number}.txt')
            write(current, names, w)
            show('  fitted on all:', evaluate(docs, lambda d: points_of(docs[d][1], w)))
        if a.folds:
            fold = np.array([hash_of(r.get('of', r['id'])) % a.folds for _, _, r in docs])
            # from nothing: weights that were fitted on all documents know those that are held out
            none = np.zeros_like(start)
            parts = [span_model.fit_pruned(readings.of_texts(fold != k), PENALTY, none, single, a.pairs)
                     for k in range(a.folds)]
            show(f'  cross-validated by document, {a.folds} folds:',
                 evaluate(docs, lambda d: points_of(docs[d][1], parts[fold[d]])))
        write(a.write, names, w)


def hash_of(text):
    import zlib
    return zlib.crc32(str(text).encode())


if __name__ == '__main__':
    main()
