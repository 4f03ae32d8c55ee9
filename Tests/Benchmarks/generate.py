#!/usr/bin/env python3
"""Makes N listings in the lossless format out of an export, by jitter of the place and renaming.

usage: generate.py EXPORT.ndjson N > feed.ndjson
The ids are fx-00000001 to fx-N, so that pgbench can draw them at random.
"""
import json
import random
import sys

source, count = sys.argv[1], int(sys.argv[2])
random.seed(1)
with open(source, encoding="utf-8") as file:
    listings = [json.loads(line) for line in file]
WORDS = "du Lac|des Pins|de la Place|du Port|des Alpes|du Moulin|de la Gare|des Vignes|du Château|de la Plage".split("|")
# Towns over France, so that the density is that of a country.
towns = [(random.uniform(43, 50), random.uniform(-1.5, 6.5)) for _ in range(max(1, count // 250))]
for number in range(1, count + 1):
    listing = dict(random.choice(listings))
    listing["id"] = f"fx-{number:08d}"
    listing["sources"] = []
    listing["name"] = {k: f"{v} {random.choice(WORDS)} {number}"[:250] for k, v in listing["name"].items()}
    town = random.choice(towns)
    location = dict(listing["location"])
    location["point"] = {"lat": round(random.gauss(town[0], 0.05), 6), "lon": round(random.gauss(town[1], 0.07), 6)}
    listing["location"] = location
    print(json.dumps(listing, ensure_ascii=False, separators=(",", ":")))
