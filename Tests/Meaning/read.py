"""Reads each line of a file of cases: {"name", "opening", "closures", "text", "days", "kept", "year"}; see run."""

import json
import sys
from datetime import datetime, timedelta

from opening_hours import OpeningHours, ParserError, State


def clock(time, day):
    return "24:00" if time.date() > day.date() else f"{time:%H:%M}"


def days(text, year):
    """The hours of each day with the days of the year that have them, appointments in brackets."""
    hours, first = {}, datetime(year, 1, 1)
    parsed = OpeningHours(text, country="FR")
    for start, end, state, comment in parsed.intervals(first, datetime(year + 1, 1, 1)):
        if state == State.CLOSED:
            continue
        while start < end:
            day = start.replace(hour=0, minute=0)
            stop = min(end, day + timedelta(days=1))
            number = (day - first).days + 1
            part = f"{clock(start, day)}-{clock(stop, day)}"
            hours.setdefault(number, []).append(f"({part})" if comment else part)
            start = stop
    found = {}
    for number in sorted(hours):
        runs = found.setdefault(" ".join(hours[number]), [])
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return {
        key: " ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs) for key, runs in found.items()
    }


def numbers(runs):
    found = set()
    for run in runs.split():
        first, _, last = run.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def doors(found):
    """The same without appointments."""
    open_days = {}
    for key, runs in found.items():
        parts = " ".join(part for part in key.split() if not part.startswith("("))
        if parts:
            open_days.setdefault(parts, set()).update(numbers(runs))
    return open_days


kept, total, wrong, missing = [], 0, 0, 0
for line in open(sys.argv[1], encoding="utf-8"):
    case = json.loads(line)
    try:
        read = days(case["text"], case["year"]) if case["text"] is not None else {}
    except ParserError:
        read = {"is not valid": "1"}
    if case.pop("kept"):
        kept.append({**case, "days": read})
    total += 1
    if read == case["days"]:
        continue
    if doors(read) == doors(case["days"]):
        missing += 1
    else:
        wrong += 1
        print(f"{case['name']}: {json.dumps(case['opening'])} {case['closures']}\n    {case['text']}")
        for key in sorted(set(read) | set(case["days"])):
            ours, theirs = numbers(case["days"].get(key, "")), numbers(read.get(key, ""))
            if ours != theirs:
                print(f"    {key}: only ours {sorted(ours - theirs)[:8]}, only read {sorted(theirs - ours)[:8]}")
entries = [
    ",\n".join(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in case.items())
    for case in kept
]
with open(sys.argv[2], "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(f" {{\n{entry}\n }}" for entry in entries) + "\n]\n")
print(f"{total} cases, {wrong} read otherwise, {missing} with other appointments only")
