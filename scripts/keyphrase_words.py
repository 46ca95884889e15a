#!/usr/bin/env python3
"""Builds dictionaries/words/keyphrase_stops_more.txt and everyday.txt.

    apt-get update && apt-get install -y scowl wordnet-base
    python3 scripts/keyphrase_words.py

The first holds the verbs, participles and adverbs of SCOWL up to level 50: words that bound a noun phrase and stand in no
keyphrase. The part of speech is the one in which WordNet's tagged texts have a word most often; an inflected form
takes a share of its base. A word that is a noun often enough is left out: talks, strike, deal. The second holds
the rest of SCOWL's most common words (level 10), which say little when they stand alone. See dictionaries/LICENSES.md.
"""
import collections
import os
import re

WORDS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'dictionaries', 'words')
SCOWL = '/usr/share/dict/scowl/{}-words.{}'
REGIONS = ('english', 'american', 'british')
LEVELS = (10, 20, 35, 40, 50)
WORDNET = '/usr/share/wordnet/'
# Share of a base's count that one inflected form has.
PLURAL, VERB_FORM = 0.4, 0.3
# Counts for being in WordNet at all, tagged or not: as a base, as a form.
LISTED, FORM = 0.5, 0.3
# A word that is a noun this often, compared with the verb, may be one in a phrase: talks, strike, deal; a participle
# must be one more often: killing, shooting.
NOUN, PARTICIPLE = 0.1, 1 / 3
PARTS = {'1': 'noun', '2': 'verb', '3': 'adj', '4': 'adv', '5': 'adj'}


def lines(path):
    with open(path, encoding='latin-1') as file:
        return file.read().splitlines()


class WordNet:
    def __init__(self):
        self.lemmas = {part: {line.split(' ', 1)[0] for line in lines(WORDNET + 'index.' + part)
                              if not line.startswith(' ')} for part in ('noun', 'verb', 'adj', 'adv')}
        self.counts = collections.defaultdict(collections.Counter)
        for line in lines(WORDNET + 'cntlist.rev'):
            sense, _, count = line.split()
            lemma, rest = sense.split('%')
            self.counts[lemma][PARTS[rest[0]]] += int(count)
        self.irregular = {part: collections.defaultdict(list) for part in ('noun', 'verb')}
        for part, forms in self.irregular.items():
            for line in lines(WORDNET + part + '.exc'):
                form, *bases = line.split()
                forms[form] += bases

    def bases(self, word, part):
        """Bases of which `word` is a form: plural, third person, past, participle."""
        guesses = list(self.irregular[part].get(word, []))
        if word.endswith('ies'):
            guesses.append(word[:-3] + 'y')
        if word.endswith('es'):
            guesses.append(word[:-2])
        if word.endswith('s') and not word.endswith('ss'):
            guesses.append(word[:-1])
        for ending in ('ed', 'ing') if part == 'verb' else ():
            if word.endswith(ending) and len(word) > len(ending) + 2:
                stem = word[:-len(ending)]
                guesses += [stem, stem + 'e'] + ([stem[:-1]] if stem[-1] == stem[-2] else [])
                guesses += [word[:-3] + 'y'] if word.endswith('ied') else []
        return {base for base in guesses if base in self.lemmas[part] and base != word}

    def parts(self, word):
        """How often `word` is each part of speech."""
        found = collections.Counter()
        for part, lemmas in self.lemmas.items():
            if word in lemmas:
                found[part] += self.counts[word][part] + LISTED
        for base in self.bases(word, 'noun'):
            found['noun'] += self.counts[base]['noun'] * PLURAL + FORM
        for base in self.bases(word, 'verb'):
            found['verb'] += self.counts[base]['verb'] * VERB_FORM + FORM
        return found

    def bounds(self, word):
        """Whether `word` is mostly a verb or an adverb."""
        found = self.parts(word)
        if not found:
            return word.endswith('ly')
        part = max(('noun', 'adj', 'verb', 'adv'), key=lambda part: found[part])
        least = PARTICIPLE if word.endswith(('ed', 'ing')) else NOUN
        return part == 'adv' or part == 'verb' and found['noun'] < least * found['verb']


def write(name, comment, words):
    with open(os.path.join(WORDS, name), 'w', encoding='utf-8') as out:
        out.write(f'# {comment}\n')
        out.writelines(word + '\n' for word in sorted(words))


def scowl(level):
    listed = (line for region in REGIONS for line in lines(SCOWL.format(region, level)))
    return {word for word in listed if re.fullmatch('[a-z]{2,}', word)}


def main():
    wordnet = WordNet()
    built = "Built by scripts/keyphrase_words.py from SCOWL and WordNet; don't edit."
    known = set().union(*(scowl(level) for level in LEVELS))
    stops = {word for word in known if wordnet.bounds(word)}
    write('keyphrase_stops_more.txt', 'Verbs, participles and adverbs: they bound a noun phrase. ' + built, stops)
    write('everyday.txt', 'The most common nouns and adjectives: alone they say little. ' + built, scowl(10) - stops)


if __name__ == '__main__':
    main()
