#!/usr/bin/env python3
"""Makes N records of somebody else's format out of a real file, by jitter of the place, renaming and numbering.

usage: vary.py json-museums|json-products|lei|tourinsoft FILE N > feed
Copies of one record share neither key, name and place nor what they are reached by: telephone, mail, website.
"""
import copy
import csv
import io
import json
import random
import re
import sys
import xml.etree.ElementTree as xml

form, source, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
random.seed(1)
WORDS = "du Lac|des Pins|de la Place|du Port|des Alpes|du Moulin|de la Gare|des Vignes|du Château|de la Plage".split("|")
# Towns over France, so that the density is that of a country.
towns = [(random.uniform(43, 50), random.uniform(-1.5, 6.5)) for _ in range(max(1, count // 250))]


def place():
    town = random.choice(towns)
    return round(random.gauss(town[0], 0.05), 6), round(random.gauss(town[1], 0.07), 6)


def renamed(text, number, word):
    return f"{text} {word} {number}"[:250]


def reached(text, number):
    """The text with its mails, hosts and telephones numbered."""
    text = re.sub(r"([\w.+-]+)@", rf"\1-{number}@", text)
    text = re.sub(r"(?<![@\w.-])(https?://|www\.)(?!www)", rf"\1n{number}.", text, count=1)
    return re.sub(r"\d\d[ .]?\d\d[ .]?\d\d$", f"{number % 1000000:06}", text)


def museums(data):
    keys = [record["system"]["codename"] for record in data["de"]]
    lists = {language: {r["system"]["codename"]: r for r in records} for language, records in data.items()}
    drawn = [(random.choice(keys), random.choice(WORDS), place()) for _ in range(count)]
    for position, language in enumerate(data):
        sys.stdout.write(f'{"," if position else "{"}"{language}":[')
        for number, (key, word, (lat, lon)) in enumerate(drawn, 1):
            record = copy.deepcopy(lists[language][key])
            record["system"]["codename"] = f"{key}-{number}"
            elements = record["elements"]
            elements["title"]["value"] = renamed(elements["title"]["value"], number, word)
            elements["geocoordinate_y"]["value"], elements["geocoordinate_x"]["value"] = str(lat), str(lon)
            for name in ("phone", "phone_2", "e_mail", "web"):
                if elements.get(name, {}).get("value"):
                    elements[name]["value"] = reached(elements[name]["value"], number)
            line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
            sys.stdout.write(("\n" if number == 1 else ",\n") + line)
        sys.stdout.write("]")
    sys.stdout.write("}\n")


def products(data):
    sys.stdout.write('{"responseData":[')
    for number in range(1, count + 1):
        record, (lat, lon) = copy.deepcopy(random.choice(data["responseData"])), place()
        record["eid"] = f"PDT{number}"
        record["nomCommercial"] = renamed(record["nomCommercial"], number, random.choice(WORDS))
        record["geo"] = {"lat": str(lat), "lon": str(lon)}
        for name in ("telephone", "gsm", "courriel", "siteWeb"):
            if record["contact"].get(name):
                record["contact"][name] = reached(record["contact"][name], number)
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        sys.stdout.write(("\n" if number == 1 else ",\n") + line)
    sys.stdout.write("]}\n")


def lei(root):
    result = root.find("Resultat")
    records = result.findall("sit_liste")
    for record in records:
        result.remove(record)
    for number in range(1, count + 1):
        record, (lat, lon) = copy.deepcopy(random.choice(records)), place()
        for element in record:
            tag, text = element.tag, element.text or ""
            if tag == "PRODUIT":
                element.text = f"{number:09}"
            elif tag == "NOM":
                element.text = renamed(text, number, random.choice(WORDS))
            elif tag in ("LATITUDE", "LONGITUDE"):
                element.text = str(lat if tag == "LATITUDE" else lon).replace(".", ",")
            elif re.search("_(TEL|FAX|EMAIL|URL)", tag) and text:
                element.text = reached(text, number)
        result.insert(number - 1, record)
    sys.stdout.write(xml.tostring(root, encoding="unicode"))


def tourinsoft(text):
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    header, rows = rows[0], rows[1:]
    at = {name: index for index, name in enumerate(header)}
    out = csv.writer(sys.stdout, delimiter=";", lineterminator="\r\n")
    out.writerow(header)
    for number in range(1, count + 1):
        row, (lat, lon) = list(random.choice(rows)), place()
        row[at["SyndicObjectID"]] = f"HPA{number:09}"
        name = at["Nom de l'offre touristique"]
        row[name] = renamed(row[name], number, random.choice(WORDS))
        row[at["Latitude"]], row[at["Longitude"]] = lat, lon
        for index, label in enumerate(header):
            if re.search("téléphone|fax|e-Mail|site web", label):
                row[index] = reached(row[index], number)
        out.writerow(row)


with open(source, encoding="utf-8-sig", newline="") as file:
    text = file.read()
if form == "json-museums":
    museums(json.loads(text))
elif form == "json-products":
    products(json.loads(text))
elif form == "lei":
    lei(xml.fromstring(text))
elif form == "tourinsoft":
    tourinsoft(text)
else:
    sys.exit(f"vary.py: no such form: {form}")
