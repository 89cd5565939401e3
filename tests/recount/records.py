"""The records as `sifa export KIND --ids` wrote them, and how they name each other."""
import csv
import datetime
import functools
import json
import math
import os
import re
from bisect import bisect_left, bisect_right
from fractions import Fraction

import yaml

LONG_AGO, NEVER = datetime.date.min, datetime.date.max
# What may stand in a cell without being a value; the first is known, though, to be
# missing, and where something only has to be filled in the other two will do.
PENDING, UNKNOWN, REFUSED = '待核', '不详', '拒绝提供'
PERSON = '.id_no', '.name', '.birth', '.village'  # the cells that name one


@functools.lru_cache(None)
def day(text):
    """A cell as a date; None where it is empty or in words."""
    return datetime.date.fromisoformat(text) if re.fullmatch(r'\d{4}-\d\d-\d\d', text or '') else None


def half_up(x):
    return math.floor(x + Fraction(1, 2))


def hundredths(number):
    """2.5 as the letter writes it -> 250."""
    return int(Fraction(number) * 100)


def as_text(h):
    return '%s%d.%02d' % (('-' if h < 0 else '',) + divmod(abs(h), 100))


def as_list(x):
    return x if isinstance(x, list) else [x]


def read_yaml(*path):
    with open(os.path.join(*path), encoding='utf-8') as f:
        return yaml.load(f, getattr(yaml, 'CBaseLoader', yaml.BaseLoader))  # all text: yes and no are words


class Record(dict):
    """A line of a CSV: cells by field id. `id` is the record's own number."""
    id = None

    def values(self, field):
        """The members of a set, or of several references."""
        return [v for v in self[field].split('、') if v]

    def rows(self, field):
        """Cells of a table inside the record, as dictionaries."""
        found = {}
        for name, cell in self.items():
            m = re.fullmatch(field + r'\.(\d+)\.(.+)', name)
            if m and cell:
                found.setdefault(int(m[1]), {})[m[2]] = cell
        return [found[n] for n in sorted(found)]

    def filled(self, field):
        """Something stands there that need not be asked for any more."""
        cell = self.get(field) or self.get(field + '.name')
        return cell != PENDING if cell else bool(self.rows(field))

    def known(self, field):
        return self.filled(field) and self.get(field) not in (UNKNOWN, REFUSED)


class Kind:
    """What has to be known of a kind to read its records."""

    def __init__(self, declared):
        self.dates, self.keys = declared.get('dates', []), [k['fields'] for k in declared['keys']]
        self.duties = {d['id']: d for d in declared.get('duties', [])}
        self.sets = {f['id'] for f in declared['fields'] if f.get('type') == 'refs'}
        self.money = {f['id'] for f in declared['fields'] if f.get('type') == 'money'}
        self.refers = {f['id']: f.get('to', 'unit') for f in declared['fields'] if f.get('type') in ('ref', 'refs', 'place')}
        self.codes = {f['id']: f['codes'] for f in declared['fields'] if 'codes' in f}

    def names(self, record):
        """Texts by which other records may name this one, the surest first."""
        firsts = [k[0] for k in sorted(self.keys, key=len)]
        cells = [record.get(f + part) for f in firsts for part in ('', '.id_no', '.name')]
        return [c for c in cells if c]


class Store:
    def __init__(self, config, folder, signers):
        self.kinds, self.declared = {}, {}
        for name in os.listdir(os.path.join(folder, 'csv')):
            kind = name[:-len('.csv')]
            self.declared[kind] = Kind(read_yaml(config, 'kinds', kind + '.yaml'))
            with open(os.path.join(folder, 'csv', name), newline='', encoding='utf-8') as f:
                self.kinds[kind] = [Record(r) for r in csv.DictReader(f)]
            self.number(kind, os.path.join(folder, 'ids', kind + '.jsonl'))
        self.units = {u['code']: u for u in self.kinds['unit']}
        self.offices = [u for u in self.kinds['unit'] if u['kind'] in signers]
        self.people, self.ties = {}, []
        self.forget()
        self.rest, self.work, self.had = set(), set(), {}
        for name in os.listdir(os.path.join(config, 'calendar')):
            year = read_yaml(config, 'calendar', name)
            self.rest |= {day(d) for d in year.get('rest', [])}
            self.work |= {day(d) for d in year.get('work', [])}

    def forget(self):
        """What was found among the records before these changed."""
        self.named, self.acts_of, self.peers, self.dated = {}, {}, {}, {}

    def number(self, kind, path):
        """The numbers of records, where they were asked for: the same lines in
        the same order."""
        if os.path.exists(path):
            with open(path, encoding='utf-8') as f:
                ids = [json.loads(line)['id'] for line in f]
            assert len(ids) == len(self.kinds[kind]), kind
            for r, number in zip(self.kinds[kind], ids):
                r.id = number

    def without(self, kind):
        """Takes all records of a kind away; gives what puts them back."""
        kept, self.kinds[kind] = self.kinds[kind], []
        self.forget()

        def back():
            self.kinds[kind] = kept
            self.forget()
        return back

    def between(self, kind, field, first, last):
        """The records with a day there from the one to the other, in its order."""
        if (kind, field) not in self.dated:
            found = sorted((r for r in self.kinds[kind] if day(r[field])), key=lambda r: r[field])
            self.dated[kind, field] = [day(r[field]) for r in found], found
        days, found = self.dated[kind, field]
        return found[bisect_left(days, first):bisect_right(days, last)]

    def works(self, date):
        """Is it a working day?"""
        return date in self.work or date.weekday() < 5 and date not in self.rest

    def referred(self, kind, cell, unit=None):
        """The record a cell names; of several of one name that of the same unit."""
        if kind == 'unit':
            return self.units.get(cell)
        if kind not in self.named:
            self.named[kind] = {}
            for r in self.kinds[kind]:
                for place, name in enumerate(self.declared[kind].names(r)):
                    self.named[kind].setdefault(name, []).append((place, r))
        found = self.named[kind].get(cell, []) if cell else []
        best = min((place for place, _ in found), default=0)
        found = [r for place, r in found if place == best]
        return next((r for r in found if r['unit'] == unit), found[0] if found else None)

    def reference(self, record, kind, field):
        """The record that a field names: in one cell, or a person in those of number, name,
        birth and village; one person of several units is one."""
        to = 'unit' if field == 'unit' else self.declared[kind].refers[field]
        if field in record:
            return self.referred(to, record[field], record['unit'])
        cells = [record[field + part] for part in PERSON]
        return self.person(record['unit'], cells)

    def person(self, unit, cells):
        if not self.people:
            for r in self.kinds['person']:
                own = [r['id_no'], r['name'], r['birth'], r['village']]
                self.people.setdefault((r['unit'], own[0] or tuple(own)), r)
            for r in self.kinds['same_person']:
                pair = [self.person(r['unit'], [r[word + part] for part in PERSON])
                        for word in ('person', 'other')]
                if r['approved_on'] and not r['parted_on'] and None not in pair:
                    self.ties.append([id(p) for p in pair])
        return self.people.get((unit, cells[0] or tuple(cells)))

    def one_person(self, record):
        """A name for all records of one person."""
        known, more = {id(record)}, True
        while more:
            more = {i for tie in self.ties if set(tie) & known for i in tie} - known
            known |= more
        return min(known)

    def naming(self, kind, via, record):
        """All records of the kind that name this one in their field `via`."""
        if (kind, via) not in self.acts_of:
            index = self.acts_of[kind, via] = {}
            to = self.declared[kind].refers[via]
            for r in self.kinds[kind]:
                for cell in r.values(via):
                    other = self.referred(to, cell, r['unit'])
                    if other is not None:
                        index.setdefault(id(other), []).append(r)
        return self.acts_of[kind, via].get(id(record), [])
