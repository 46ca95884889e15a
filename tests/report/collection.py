"""Writes a collection of invented reports in which 190 and more entities appear, with dates."""

import json
import random

COUNTRIES = """Argentina Australia Austria Bangladesh Belgium Bolivia Brazil Bulgaria Cambodia Cameroon Canada Chile
China Colombia Croatia Cuba Denmark Ecuador Egypt Estonia Ethiopia Finland France Germany Ghana Greece Hungary Iceland
India Indonesia Iran Iraq Ireland Israel Italy Japan Kazakhstan Kenya Kuwait Latvia Lebanon Libya Lithuania Malaysia
Mexico Mongolia Morocco Nepal Netherlands Nigeria Norway Pakistan Peru Philippines Poland Portugal Qatar Romania Russia
Rwanda Senegal Serbia Singapore Slovakia Slovenia Somalia Spain Sweden Switzerland Syria Thailand Tunisia Uganda Ukraine
Uruguay Uzbekistan Venezuela Vietnam Yemen Zambia Zimbabwe""".split()
CITIES = """Amsterdam Ankara Athens Baghdad Bangkok Barcelona Beijing Berlin Bogota Brussels Bucharest Budapest Cairo
Chicago Copenhagen Dakar Damascus Delhi Dublin Frankfurt Geneva Hamburg Hanoi Havana Helsinki Islamabad Istanbul Jakarta
Johannesburg Kabul Kampala Karachi Kyiv Lagos Lima Lisbon London Madrid Manila Melbourne Milan Montreal Moscow Mumbai
Munich Nairobi Osaka Oslo Paris Prague Riga Rome Rotterdam Santiago Seoul Shanghai Stockholm Sydney Tehran Tokyo Toronto
Tunis Vienna Vilnius Warsaw Zagreb Zurich""".split()
GIVEN = "Anna Peter Maria James Helen David Laura Thomas Susan Robert Carol Daniel Emma Frank Julia Kevin".split()
FAMILY = "Whitfield Hartley Lindqvist Moreau Castellan Okafor Brandt Novak Petrov Tanaka Silva Keller".split()

rng = random.Random(5)
people = [f"{given} {family}" for given in GIVEN for family in FAMILY]
rng.shuffle(people)
groups = [(rng.sample(COUNTRIES, 6), rng.sample(CITIES, 6), people[i * 7 : i * 7 + 7]) for i in range(14)]
for number in range(240):
    countries, cities, names = groups[int(rng.random() ** 1.5 * len(groups))]
    lines = []
    for _ in range(6):
        a, b = rng.sample(countries, 2)
        city, name = rng.choice(cities), rng.choice(names)
        lines.append(
            rng.choice(
                [
                    f"{a} and {b} signed an agreement on trade in {city}, the economist {name} said.",
                    f"Officials from {a} met officials from {b} in {city} on Monday.",
                    f"The spokeswoman {name} told reporters in {city} that {a} would buy grain.",
                    f"President {name} of {a} spoke in {city} about {b} and {rng.choice(COUNTRIES)}.",
                ]
            )
        )
    date = f"2024-{1 + number % 5:02d}-{1 + rng.randrange(28):02d}"
    record = {"id": f"wire/{number:03d}", "title": f"Report {number} from {city}", "date": date, "text": "\n\n".join(lines)}
    print(json.dumps(record))
