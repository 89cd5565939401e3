#!/usr/bin/env python3
"""Recounts a target letter by hand, so to speak, and compares it with sifa.

It shares nothing with the program but the letter and the records: it reads the
letter's YAML, the return calendars it names, and the CSV that `sifa export
KIND --ids` wrote, and counts as a clerk with a pocket calculator would, one
record after the other, in exact fractions.

    recount.py [--self-test] LETTER CONFIG DIR SEED DAY...

records.py reads the records, measures.py counts them for an office on a day,
rules.py (members.py, counted.py) makes points of that, sheets.py a sheet and places.py
the ranking. A letter with a key that none of them knows is refused.

DIR holds csv/KIND.csv, and for every DAY sheet-DAY.jsonl and sheet-DAY.txt (every
office's sheet) and ranking-DAY.jsonl; where records behind clauses are to be compared
as well, it holds ids/KIND.jsonl and behind-DAY/OFFICE.CLAUSE. Prints each difference
with seed, letter, day, office, clause and both values, and exits 1.

--self-test takes away all records of one kind as well, then moves the weight of one
clause, one after another, and looks at the last day: each must be noticed.

What is agreed between letter and program, and not to be read from either:
- A day means its end: what is due on the day and not there is missing.
- From a stock somebody is gone on the day of `to`. A month counts for a member
  who was there for the whole of it.
- Judgements of the last day on which somebody judged hold; several of that day
  are averaged. So do checks: of an item the last answer counts.
- An office without a letter has no number where the letter leaves a blank. One
  founded or closed within the period is measured by twelfths, from its first
  whole month to its last, and what was over by then is not asked of it.
- Whoever keeps the record of a unit: it belongs to the office it stands below.
  From the day a unit is closed its records belong to its successor; people go on
  there, what happened before stays.
- Deductions are points of the letter: what is left grows with a redistributed
  weight.
- What refers to no station belongs to the office that recorded it.
"""
import json
import os
import re
import sys

from measures import Office
from places import Scored, ranking
from records import Store, as_text, day
from sheets import behind, compared, count_all, read_letter, sheet


class Printed:
    """What the program printed on one day."""

    def __init__(self, folder, date):
        self.sheets, self.sections = {}, {}
        with open(os.path.join(folder, 'sheet-%s.jsonl' % date), encoding='utf-8') as f:
            for line in map(json.loads, f):
                self.sheets.setdefault(line['office'], {})[line['clause']] = line
        with open(os.path.join(folder, 'sheet-%s.txt' % date), encoding='utf-8') as f:
            self.read_sections(f)
        with open(os.path.join(folder, 'ranking-%s.jsonl' % date), encoding='utf-8') as f:
            self.places = {line['office']: line for line in map(json.loads, f)}

    def read_sections(self, lines):
        """Weight and points in the lines of sections, which have no number of a clause."""
        for line in lines:
            title = re.match(r'.*?  (\S+)  \d{4}-\d\d-\d\d to ', line)
            if title:
                office = self.sections.setdefault(title[1], [])
            heading = re.match(r'([^A-Z ]\S*)? +(-?\d+\.\d\d) +(-?\d+\.\d\d) {20,}', line)
            if heading:
                office.append([heading[1] or '', heading[2], heading[3]])


def compare(folder, letter, store, date, offices=None):
    """Differences as lines of text."""
    wrong, everyone = [], []
    theirs = Printed(folder, date)
    for unit in offices or store.offices:
        name = unit['name']
        scored = Scored(letter, store, unit, day(date))
        lines = scored.lines
        everyone.append(scored)
        if list(lines) != list(theirs.sheets.get(name, {})):
            wrong.append('%s %s: the clauses are not those of the letter' % (date, name))
            continue
        wrong += ['%s %s %s %s: recounted %s, sifa %s   %s'
                  % (date, name, i, field, line[field], theirs.sheets[name][i][field],
                     theirs.sheets[name][i]['formula'])
                  for i, line in lines.items()
                  for field in compared(line['standing']) if line[field] != theirs.sheets[name][i][field]]
        ours = [[s['number'], as_text(weight), as_text(points)]
                for s, (weight, points) in zip(letter['sections'], scored.sections)]
        if ours != theirs.sections.get(name):
            wrong.append('%s %s sections: recounted %s, sifa %s' % (date, name, ours, theirs.sections.get(name)))
    if not offices:
        places = ranking(letter, store, day(date), everyone)
        wrong += ['%s %s %s: recounted %s, sifa %s' % (date, name, word, place[word], theirs.places[name][word])
                  for name, place in places.items()
                  for word in place if place[word] != theirs.places.get(name, {word: 'none'})[word]]
    return wrong


def compare_behind(folder, letter, store, date):
    """Differences in the records behind clauses."""
    wrong = []
    where = os.path.join(folder, 'behind-' + date)
    for name in sorted(os.listdir(where)) if os.path.isdir(where) else []:
        code, clause = name.rsplit('.', 1)
        unit = [u for u in store.offices if u['code'] == code][0]
        ours, roles = behind(letter['clauses'][clause], Office(store, letter, unit, day(date)))
        with open(os.path.join(where, name), encoding='utf-8') as f:
            cells = [re.split(r'  +', line.strip())[:2] for line in f]
        theirs = {c[0] for c in cells if c[-1] in roles}
        for number in sorted(ours ^ theirs):
            wrong.append('%s %s %s records: %s only %s' % (date, unit['name'], clause, number,
                                                           'recounted' if number in ours else 'by sifa'))
    return wrong


# ---- Does it notice? -------------------------------------------------------------

def kinds_of(letter):
    """All kinds whose records make a figure of the letter."""
    clauses = [{k: v for k, v in c.items() if k not in ('calendar', 'guard', 'at')} for c in letter['clauses'].values()]
    counts = re.findall(r'"(?:count|sum|distinct)": "(\w+)"', json.dumps(clauses))
    joined = re.findall(r'"has": {"kind": "(\w+)"', json.dumps(clauses))
    returns = ['return'] if any('return' in c for c in clauses) else []
    return set(counts + joined + returns + ['letter', 'inspection'])


def self_test(folder, letter, store, date):
    """Changes that went unnoticed."""
    unnoticed = []
    for kind in sorted(kinds_of(letter) & set(store.kinds)):
        back = store.without(kind)
        if not any(compare(folder, letter, store, date, [u]) for u in store.offices):
            unnoticed.append('%s: no difference without its records' % kind)
        back()
    theirs = Printed(folder, date)
    found = {u['name']: count_all(letter, store, u, day(date)) for u in store.offices}
    for i, clause in letter['clauses'].items():
        if 'weight' in clause:
            kept, clause['weight'] = clause['weight'], str(float(clause['weight']) + 0.5)
            if not any(line[f] != theirs.sheets[name][j][f] for name in found
                       for j, line in sheet(letter, found[name]).items() for f in ('weight', 'points')):
                unnoticed.append('%s: no difference with another weight' % i)
            clause['weight'] = kept
    return unnoticed


def main():
    args = [a for a in sys.argv[1:] if a != '--self-test']
    name, config, folder, seed, dates = args[0], args[1], args[2], args[3], args[4:]
    letter = read_letter(config, name)
    store = Store(config, folder, letter.get('units', ['office']))
    wrong = [line for date in dates for check in (compare, compare_behind)
             for line in check(folder, letter, store, date)]
    if '--self-test' in sys.argv:
        wrong += self_test(folder, letter, store, dates[-1])
    for line in wrong:
        print('seed %s %s %s' % (seed, name, line))
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
