#!/usr/bin/env python3
"""Turns what `nertool topics --format jsonl --min-score 0 --top 0` prints into one of five newsroom classes.

    nertool topics --format jsonl --min-score 0 --top 0 GOLD.jsonl | python3 scripts/topic_classes.py > PRED.jsonl

GOLD.jsonl has one document a line with `id`, `text` and its class in `topic`: business, entertainment, politics,
sport or tech. With --score GOLD.jsonl the accuracy is printed instead. The table below says which class a topic
belongs to; a topic that it does not name belongs to the class of the nearest topic above it.
"""
import argparse
import collections
import json
import sys

CLASSES = {
    'arts-culture': 'entertainment',
    'economy': 'business',
    'labour': 'business',
    'politics': 'politics',
    'science-technology': 'tech',
    'sport': 'sport',
    'crime-law': 'politics',
    'education': 'politics',
    'health': 'politics',
    'society': 'politics',
    'war-and-peace': 'politics',
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--score', metavar='GOLD')
    parser.add_argument('--errors', type=int, default=0)
    arguments = parser.parse_args()
    parents = taxonomy()
    predicted, detail = {}, {}
    for line in sys.stdin:
        document = json.loads(line)
        points = collections.Counter()
        for topic in document['topics']:
            score = topic['score']
            points[class_of(topic['id'], parents)] += score / max(1 - score, 0.01)
        points.pop(None, None)
        predicted[document['id']] = min(points, key=lambda name: (-points[name], name)) if points else None
        detail[document['id']] = document['topics']
    if not arguments.score:
        for name, topic in predicted.items():
            print(json.dumps({'id': name, 'topic': topic}))
        return
    right = total = 0
    wrong = collections.Counter()
    for line in open(arguments.score, encoding='utf8'):
        gold = json.loads(line)
        total += 1
        own = predicted.get(gold['id'])
        right += own == gold['topic']
        if own != gold['topic']:
            wrong[gold['topic'], own] += 1
            if arguments.errors:
                arguments.errors -= 1
                found = [(t['id'], t['score'], t['terms'][:5]) for t in detail.get(gold['id'], [])[:4]]
                print(gold['id'], gold['topic'], '->', own, repr(gold['text'][:90]), found)
    print(f'accuracy {100 * right / total:.2f} ({right} of {total})')
    for (gold, own), count in wrong.most_common():
        print(f'{count:5}  {gold} -> {own}')


def taxonomy():
    """Each topic's parent, from the dictionary."""
    parents = {}
    with open('dictionaries/topics.dict', encoding='utf8') as file:
        for line in file:
            if line[0] not in '#>\n':
                key, *fields = line.rstrip('\n').split(' | ')
                parents[key] = next((field[4:] for field in fields if field.startswith('of: ')), None)
    return parents


def class_of(topic, parents):
    while topic is not None and topic not in CLASSES:
        topic = parents.get(topic)
    return CLASSES.get(topic)


if __name__ == '__main__':
    sys.exit(main())
