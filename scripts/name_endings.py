#!/usr/bin/env python3
"""Write dictionaries/words/place_endings.txt and family_endings.txt: how names of places and families end.

  name_endings.py [--dictionaries DIR]

An ending is listed if at least MOST of a hundred names that end so, in the dictionaries' own places and
persons, are of the one kind, and if it says more than the shorter ending within it. Names count once.
"""
import argparse, collections, glob, os, re, unicodedata

LEAST, MOST, GAIN = 20, 0.82, 0.04


def fold(word):
    plain = unicodedata.normalize('NFD', word.lower())
    return ''.join(c for c in plain if not unicodedata.combining(c))


def names(root, folder):
    """Last words of the names of an entity kind: of places those of one word, of persons the family names."""
    out = set()
    for path in glob.glob(os.path.join(root, folder, '*.dict')):
        for line in open(path, encoding='utf8'):
            if line.startswith(('#', '> ')) or ' | ' not in line:
                continue
            name = re.sub(r' \(.*\)$', '', line.split(' | ')[1].strip().rstrip('?~'))
            words = re.findall(r"[^\W\d_]+", name)
            if folder == 'people' and len(words) > 1 or folder == 'places' and len(words) == 1:
                out.add(fold(words[-1]))
    return out


def family(root):
    out = set()
    for name in ('family', 'family_more'):
        lines = open(os.path.join(root, 'words', name + '.txt'), encoding='utf8')
        out |= {fold(line.strip()) for line in lines if re.fullmatch(r'[^\W\d_]+', line.strip())}
    return out


def endings(own, other):
    """Endings of 2 to 6 letters by which a name is one of `own`, at even odds before."""
    counts = [collections.Counter(w[-n:] for w in words for n in range(2, 7) if len(w) >= n + 2) for words in (own, other)]
    scale = len(own) / len(other)
    share = {e: c / (c + counts[1][e] * scale) for e, c in counts[0].items() if c >= LEAST}
    good = {}
    for ending in sorted(share, key=len):
        shorter = max((good[ending[i:]] for i in range(1, len(ending) - 1) if ending[i:] in good), default=0)
        if share[ending] >= MOST and share[ending] > shorter + (GAIN if shorter else 0):
            good[ending] = share[ending]
    return sorted(good)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--dictionaries', default='dictionaries')
    root = ap.parse_args().dictionaries
    places, families = names(root, 'places'), names(root, 'people') | family(root)
    for name, own, other in (('place', places - families, families), ('family', families - places, places)):
        with open(os.path.join(root, 'words', name + '_endings.txt'), 'w', encoding='utf8') as f:
            f.write(f'# Endings of names of {"places" if name == "place" else "families"}, from the names in these dictionaries: scripts/name_endings.py.\n')
            f.writelines(e + '\n' for e in endings(own, other))


if __name__ == '__main__':
    main()
