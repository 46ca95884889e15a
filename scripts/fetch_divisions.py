#!/usr/bin/env python3
"""Build dictionaries/places/iso_divisions.dict: first-level divisions that divisions.dict lacks, from Unicode CLDR.

  npm pack cldr-core cldr-subdivisions-full
  scripts/fetch_divisions.py cldr-core-*.tgz cldr-subdivisions-full-*.tgz

Source: English names of the ISO 3166-2 subdivisions and their containment in Unicode CLDR (Unicode-3.0). A division
whose key or name divisions.dict has already is left out. Marks are computed as in fetch_cities.py:

  ~  the name is also an everyday word
  ?  the name is short or of everyday words (Lower River Division), or also a given or family name, a form of
     another entry, or that of another division
"""
import collections, json, os, re, sys, tarfile
from fetch_cities import DICT, fold, hand_written, words

# What a division is called where its bare name is a word of direction: "Northern" alone is no name.
SORT = dict(bh='Governorate', bj='Department', bw='District', cg='Department', fj='Division', gw='Region', ht='Department',
            kw='Governorate', mw='Region', pg='Province', sb='Province', sl='Province', tg='Region')
SORT['is'] = 'Region'
# English as newsrooms write it where CLDR has the local form or an outdated one.
RENAMED = {
    'bw-ne': 'North-East District', 'bw-nw': 'North-West District', 'bw-se': 'South-East District',
    'cz-51': 'Liberec Region', 'cz-52': 'Hradec Králové Region', 'cz-53': 'Pardubice Region', 'cz-71': 'Olomouc Region',
    'ee-37': 'Harju County', 'ee-39': 'Hiiu County', 'ee-45': 'Ida-Viru County', 'ee-50': 'Jõgeva County',
    'ee-52': 'Järva County', 'ee-56': 'Lääne County', 'ee-60': 'Lääne-Viru County', 'ee-64': 'Põlva County',
    'ee-68': 'Pärnu County', 'ee-71': 'Rapla County', 'ee-79': 'Tartu County', 'ee-81': 'Valga County',
    'ee-84': 'Viljandi County', 'ee-87': 'Võru County',
    'fi-03': 'South Ostrobothnia', 'fi-04': 'South Savo', 'fi-06': 'Kanta-Häme', 'fi-16': 'Päijät-Häme',
    'hn-le': 'Lempira Department',
    # divisions of leagues have the bare names
    'fj-c': 'Central Division of Fiji', 'fj-e': 'Eastern Division of Fiji', 'fj-n': 'Northern Division of Fiji',
    'fj-w': 'Western Division of Fiji', 'gl-av': 'Avannaata', 'gl-qt': 'Qeqertalik', 'kz-33': 'Zhetysu Region', 'lv-111': 'Augšdaugava',
    'lv-112': 'Dienvidkurzeme', 'lv-113': 'Valmiera Municipality', 'om-bj': 'South Batinah', 'om-bs': 'North Batinah',
    'om-da': 'Dakhiliyah', 'om-sj': 'South Sharqiyah', 'om-ss': 'North Sharqiyah', 'om-za': 'Dhahirah',
    'pa-10': 'Panamá Oeste', 'tj-ra': 'Districts of Republican Subordination', 'tm-s': 'Ashgabat', 'ye-su': 'Socotra',
    'kw-ku': 'Capital Governorate', 'pg-gpk': 'Gulf Province', 'sl-w': 'Western Area', 'sl-nw': 'North West Province',
    'sg-01': 'Central Singapore', 'sg-02': 'North East Singapore', 'sg-03': 'North West Singapore',
    'sg-04': 'South East Singapore', 'sg-05': 'South West Singapore', 'gw-l': 'Leste Province',
    'gw-n': 'Norte Province', 'gw-s': 'Sul Province', 'ht-sd': 'Sud Department', 'in-dh':
    'Dadra and Nagar Haveli and Daman and Diu', 'et-sw': 'South West Ethiopia Peoples',
}
# Countries whose divisions divisions.dict has under keys of its own; parts of others that ISO lists as countries too;
# and divisions that are no more.
SKIPPED = {'cn', 'fr', 'id', 'ie', 'nl', 'no', 'um', 'bq', 'sh', 'mc', 'mg', 'rs-00', 'ge-ab', 'ma', 'in-dn'}

PROVINCES = {'do', 'gq', 'gw'}


def member(path, name):
    with tarfile.open(path) as archive:
        for item in archive:
            if item.name.endswith(name):
                return json.load(archive.extractfile(item))
    sys.exit(f'{path}: no {name}')


def inside(parts, country):
    """Codes of the country's divisions; of the provinces where the regions above them are only statistical."""
    for code in parts.get(country.upper(), {}).get('_contains', []):
        if country in PROVINCES:
            yield from parts.get(code, {}).get('_contains', [code])
        else:
            yield code


def bare(name):
    """The folded name without the word for what it is."""
    sort = r'\b(province|region|county|governorate|oblast|department|prefecture|district|state|parish|municipality|city)\b'
    return ' '.join(re.sub(sort, '', fold(name)).split())


def main():
    core, names = sys.argv[1:]
    parts = member(core, 'subdivisionContainment.json')['supplemental']['subdivisionContainment']
    names = member(names, 'en/en.json')['subdivisions']['localeDisplayNames']['subdivisions']
    forms, _, keys = hand_written()
    for line in open(os.path.join(DICT, 'places', 'geonames.dict'), encoding='utf8'):
        if not line.startswith('#'):
            forms.add(fold(line.split(' | ')[1].rstrip('?~')))
    countries = {key for key in keys if re.fullmatch('[a-z]{2}', key)}
    written = collections.defaultdict(set)
    for line in open(os.path.join(DICT, 'places', 'divisions.dict'), encoding='utf8'):
        fields = line.rstrip('\n').split(' | ')
        if line.startswith(('#', '>')) or len(fields) < 2:
            continue
        of = next(f[4:].split(';')[0] for f in fields if f.startswith('of: '))
        aka = next((f[5:] for f in fields if f.startswith('aka: ')), '')
        written[of] |= {bare(re.sub(r'\s*\([^)]*\)$', '', f).strip().rstrip('?~')) for f in [fields[1], *aka.split(';')]}
    common = words('common', 'starters', 'calendar', 'not_names', 'directions')
    people = words('given', 'given_more', 'family', 'family_more')
    picked = []
    for country in sorted(countries - SKIPPED):
        for code in inside(parts, country):
            key = f'{country}-{code[2:].lower()}'
            name = RENAMED.get(key, names.get(code))
            if key in keys or key in SKIPPED or name is None:
                continue
            name = re.sub('[†²]', '', name).replace('’', "'").replace('ʻ', "'").strip()
            if bare(name) in written[country]:
                continue
            if all(word in common for word in fold(name).split()) and country in SORT and not {SORT[country], 'Area'} & {*name.split()}:
                name += ' ' + SORT[country]
            picked.append((country, key, name))
    per_form = collections.Counter(fold(name) for _, _, name in picked)
    out = ['# First-level divisions from Unicode CLDR, written by scripts/fetch_divisions.py; do not edit.']
    section = None
    for country, key, name in sorted(picked):
        if country != section:
            section = country
            out.append(f'# {country}')
        folded = fold(name)
        plain = all(word in common for word in folded.split())
        shared = plain or len(name) < 5 or folded in people or folded in forms or per_form[folded] > 1
        mark = '~' if folded in common else '?' if shared else ''
        out.append(f'{key} | {name}{mark} | of: {country} | type: state')
    with open(os.path.join(DICT, 'places', 'iso_divisions.dict'), 'w', encoding='utf8') as f:
        f.write('\n'.join(out) + '\n')
    print(len(picked), 'divisions')


if __name__ == '__main__':
    main()
