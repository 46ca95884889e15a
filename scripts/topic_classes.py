#!/usr/bin/env python3
"""Turns what `nertool topics --format jsonl --min-score 0 --top 0` prints into one of five newsroom classes.

    nertool topics --format jsonl --min-score 0 --top 0 GOLD.jsonl | python3 scripts/topic_classes.py > PRED.jsonl

GOLD.jsonl has one document a line with `id`, `text` and its class in `topic`: business, entertainment, politics,
sport or tech. With --score GOLD.jsonl the accuracy is printed instead. The table below says which class a topic
speaks for, and how clearly; a topic that it does not name speaks as the nearest topic above it.
"""
import argparse
import collections
import json
import sys

CLASSES = {
    'arts-culture': {'entertainment': 1},
    'celebrities': {'entertainment': 1},
    'awards-and-honours': {'entertainment': 0.5},
    'digital-culture': {'tech': 1},
    'video-games': {'tech': 1},
    'news-media': {'entertainment': 0.5},
    'fashion': {'entertainment': 0.5, 'business': 0.5},
    'economy': {'business': 1},
    'taxation': {'business': 0.5, 'politics': 0.5},
    'public-finance': {'business': 0.7, 'politics': 0.3},
    'development-aid': {'politics': 0.5, 'business': 0.5},
    'media-business': {'entertainment': 0.5, 'business': 0.5},
    'technology-business': {'tech': 0.7, 'business': 0.3},
    'telecoms': {'tech': 0.5, 'business': 0.5},
    'chip-industry': {'tech': 0.7, 'business': 0.3},
    'labour': {'business': 1},
    'labour-relations': {'politics': 0.5, 'business': 0.5},
    'wages': {'business': 0.5, 'politics': 0.5},
    'politics': {'politics': 1},
    'eu-affairs': {'politics': 0.6, 'business': 0.2},
    'science-technology': {'tech': 1},
    'sport': {'sport': 1},
    'sports-business': {'business': 0.5},
    # courts, crimes and the rest are in the news of every class
    'crime-law': {'politics': 0.15},
    'fraud': {'business': 0.5},
    'corporate-crime': {'business': 1},
    'cybercrime': {'tech': 1},
    'intellectual-property-law': {'tech': 0.5},
    'disaster': {'politics': 0.2},
    'education': {'politics': 0.7},
    'environment': {'politics': 0.3},
    'health': {'politics': 0.5},
    'religion': {'politics': 0.3},
    'society': {'politics': 0.5},
    'war-and-peace': {'politics': 0.7},
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
            for name, weight in classes_of(topic['id'], parents).items():
                # the points that made the score, up to a factor that the document's topics share
                points[name] += weight * topic['score'] / max(1 - topic['score'], 0.01)
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


def classes_of(topic, parents):
    while topic is not None and topic not in CLASSES:
        topic = parents.get(topic)
    return CLASSES.get(topic, {})


if __name__ == '__main__':
    sys.exit(main())
