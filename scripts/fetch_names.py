#!/usr/bin/env python3
"""Builds dictionaries/words/given.txt, family.txt and common.txt from freely licensed sources.

    pip install Faker names
    apt-get update && apt-get install -y wamerican
    python3 scripts/fetch_names.py

Sources: the name lists of Faker (MIT; every locale; names in Cyrillic, Greek and Georgian letters are romanised as
English newsrooms do, other scripts are left out), the lists of the U.S. Census in the package `names` (public domain;
the more frequent surnames and first names), and Debian's `wamerican` (SCOWL). See dictionaries/LICENSES.md.
The files given_more.txt and family_more.txt beside them are written by hand and not touched.
"""
import importlib
import os
import re
import sys
import unicodedata

import faker
import names

CENSUS_SURNAMES = 12000
WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'dictionaries', 'words')
DICTIONARY = '/usr/share/dict/american-english'

LATIN = re.compile(r"^[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ'’ʻʼ` -]+$")
PARTICLES = set("""a af al ap auf aus av ab bar ben bin bint binti d da das de degli dei del della den der des di do
dos du e el et het in la las le les lo los mac mc n na ní ó of op san santa st 't 's te ten ter ul und ur ua van vande
vanden ver vom von y zu zum zur ni nic o i uí mhic""".split())
# Words that Faker's lists hold by mistake or that are titles.
NOT_NAMES = set("""abd abu dr mr mrs ms miss sir nan none ii iii jr sr among an can else ever hence in less many my ok per
so soon still till true us alas back by each few he her just must new nice see she six seven small some such the to too
were via done""".split())

CYRILLIC = dict(zip('абвгдезиклмнопрстуфц', 'a b v g d e z i k l m n o p r s t u f ts'.split()))
CYRILLIC.update({'ё': 'yo', 'ж': 'zh', 'й': 'y', 'х': 'kh', 'ч': 'ch', 'ш': 'sh', 'щ': 'shch', 'ъ': '', 'ы': 'y',
                 'ь': '', 'э': 'e', 'ю': 'yu', 'я': 'ya', '’': '', "'": ''})
LOCAL = {
    'uk_UA': {'г': 'h', 'и': 'y', 'і': 'i', 'ї': 'i', 'є': 'ie', 'ґ': 'g', 'й': 'i', 'ю': 'iu', 'я': 'ia'},
    'bg_BG': {'х': 'h', 'щ': 'sht', 'ъ': 'a'},
    'mk_MK': {'ѓ': 'gj', 'ѕ': 'dz', 'ј': 'j', 'љ': 'lj', 'њ': 'nj', 'ќ': 'kj', 'џ': 'dzh', 'х': 'h', 'ж': 'zh',
              'ц': 'c'},
}
GREEK = [('μπ', 'b'), ('ντ', 'nt'), ('γκ', 'gk'), ('γγ', 'ng'), ('γχ', 'nch'), ('ου', 'ou'), ('αυ', 'av'),
         ('ευ', 'ev')] + list(zip('αβγδεζηθικλμνξοπρστυφχψως',
                                  'a v g d e z i th i k l m n x o p r s t y f ch ps o s'.split()))
GEORGIAN = dict(zip('აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ',
                    'a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h'.split()))


def romanise(word, locale):
    """The word in Latin letters as the English-language press writes it, or None."""
    if locale == 'az_AZ':
        word = word.replace('ə', 'a').replace('Ə', 'A')
    if LATIN.match(word):
        return word
    low = word.lower()
    if locale in ('ru_RU', 'uk_UA', 'bg_BG', 'mk_MK'):
        table = {**CYRILLIC, **LOCAL.get(locale, {})}
        low = re.sub('[иы]й$', 'y', low) if locale == 'ru_RU' else low
        if locale == 'uk_UA':
            low = re.sub('(ий|ій)$', 'и', low)
            first = {'є': 'Ye', 'ї': 'Yi', 'ю': 'Yu', 'я': 'Ya', 'й': 'Y'}.get(low[:1])
            low = re.sub("зг", 'ззг', low).replace('ззг', 'zgh')
            out = ''.join(table.get(c, c) for c in low)
            if first:
                out = first + ''.join(table.get(c, c) for c in low[1:])
        else:
            out = ''.join(table.get(c, c) for c in low)
            if locale == 'ru_RU' and low.startswith('е'):
                out = 'ye' + out[1:]
    elif locale == 'el_GR':
        low = ''.join(c for c in unicodedata.normalize('NFD', low) if not unicodedata.combining(c))
        out = low
        for source, target in GREEK:
            out = out.replace(source, target)
    elif locale == 'ka_GE':
        out = ''.join(GEORGIAN.get(c, c) for c in low)
    else:
        return None
    return out[:1].upper() + out[1:] if LATIN.match(out) else None


def capitalise(word):
    """SMITH -> Smith, MCDONALD -> McDonald."""
    word = word.title()
    return re.sub(r'^Mc([a-z])(?=[a-z]{2})', lambda m: 'Mc' + m.group(1).upper(), word)


def pieces(name, locale):
    """The parts of a name that are names themselves."""
    name = romanise(unicodedata.normalize('NFC', name).strip(), locale)
    if not name:
        return
    name = re.sub('[’ʻʼ`]', "'", name)
    for part in name.split():
        part = part.strip("'-")
        if part.isupper() or re.match('[A-Z]{2}[a-z]', part):
            part = capitalise(part)
        if len(part) < 2 or part.lower() in PARTICLES or part.lower() in NOT_NAMES or not part[0].isupper():
            continue
        if not re.search('[^bcdfghjklmnpqrstvwxz]', part.lower()) and len(part) > 3:
            continue
        yield part


def from_faker():
    given, family = set(), set()
    base = os.path.join(os.path.dirname(faker.__file__), 'providers', 'person')
    for locale in sorted(os.listdir(base)):
        if locale.startswith('_'):
            continue
        provider = importlib.import_module('faker.providers.person.' + locale).Provider
        for attribute in sorted(vars(provider)):
            if re.match('first.*names', attribute) or attribute == 'middle_names' and locale == 'vi_VN':
                target = given
            elif re.search('last.*names', attribute):
                target = family
            else:
                continue
            values = vars(provider)[attribute]
            if 'kana' in attribute or 'without_suffix' in attribute or not hasattr(values, '__iter__'):
                continue
            for entry in values:
                if isinstance(entry, str):
                    target.update(pieces(entry, locale))
    return given, family


def from_census():
    base = os.path.dirname(names.__file__)

    def read(name):
        with open(os.path.join(base, name), encoding='ascii') as file:
            return [capitalise(line.split()[0]) for line in file if line.strip()]
    return set(read('dist.female.first') + read('dist.male.first')), set(read('dist.all.last')[:CENSUS_SURNAMES])


def common():
    with open(DICTIONARY, encoding='utf8') as file:
        return {w for w in (line.strip() for line in file) if re.fullmatch('[a-zà-öø-ÿ]+', w)}


def best(words):
    """One spelling of each word: the one with the most capitals (McDonald, not Mcdonald)."""
    chosen = {}
    for word in sorted(words, key=lambda w: sum(c.isupper() for c in w)):
        chosen[word.casefold()] = word
    return chosen.values()


def write(name, comment, words):
    path = os.path.join(WORDS, name)
    with open(path, 'w', encoding='utf8') as file:
        file.write('# ' + comment + '\n')
        file.writelines(w + '\n' for w in sorted(best(words), key=lambda w: (w.casefold(), w)))
    print(f'{name}: {len(best(words))}')


def main():
    given, family = from_faker()
    census_given, census_family = from_census()
    write('given.txt', "Given names. Built by scripts/fetch_names.py from Faker and the U.S. Census; don't edit.",
          given | census_given)
    write('family.txt', "Family names. Built by scripts/fetch_names.py from Faker and the U.S. Census; don't edit.",
          family | census_family)
    write('common.txt', "English words in lower case. Built by scripts/fetch_names.py from SCOWL; don't edit.", common())


if __name__ == '__main__':
    sys.exit(main())
