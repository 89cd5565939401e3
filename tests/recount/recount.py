#!/usr/bin/env python3
"""Recounts a target letter by hand, so to speak, and compares it with sifa.

It shares nothing with the program but the letter and the records: it reads the
letter's YAML, the return calendars it names, and the CSV that `sifa export
KIND --ids` wrote, and counts as a clerk with a pocket calculator would, one
record after the other, in exact fractions.

    recount.py [--self-test] LETTER CONFIG DIR SEED DAY...

DIR holds csv/KIND.csv, and for every DAY sheet-DAY.jsonl (every office's sheet)
and totals-DAY.txt; where records behind clauses are to be compared as well, it
holds ids/KIND.jsonl and behind-DAY/OFFICE.CLAUSE. Prints each difference with
seed, day, office, clause and both values, and exits 1.

--self-test takes away all records of one kind, then moves the weight of one
clause, one after another: each must be noticed.

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
import calendar
import csv
import datetime
import functools
import json
import math
import os
import re
import sys
from fractions import Fraction

import yaml

LONG_AGO, NEVER = datetime.date.min, datetime.date.max


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
    return '%d.%02d' % divmod(h, 100)


def as_list(x):
    return x if isinstance(x, list) else [x]


# ---- The records ------------------------------------------------------------

def is_money(query):
    return query.get('sum') == 'fund'


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
        return bool(self.get(field) or self.rows(field) or self.get(field + '.name'))


class Store:
    def __init__(self, folder, signers):
        self.kinds = {}
        for name in os.listdir(os.path.join(folder, 'csv')):
            kind = name[:-len('.csv')]
            with open(os.path.join(folder, 'csv', name), newline='', encoding='utf-8') as f:
                self.kinds[kind] = [Record(r) for r in csv.DictReader(f)]
            self.number(kind, os.path.join(folder, 'ids', kind + '.jsonl'))
        self.units = {u['code']: u for u in self.kinds['unit']}
        self.offices = [u for u in self.kinds['unit'] if u['kind'] in signers]

    def number(self, kind, path):
        """The numbers of records, where they were asked for: the same lines in
        the same order."""
        if os.path.exists(path):
            with open(path, encoding='utf-8') as f:
                ids = [json.loads(line)['id'] for line in f]
            assert len(ids) == len(self.kinds[kind]), kind
            for r, number in zip(self.kinds[kind], ids):
                r.id = number

    # What a reference cell of each kind says.
    NAME = {'correction': 'no', 'released': 'no', 'mediation': 'no', 'station': 'name', 'staff': 'name',
            'committee': 'name', 'law_firm': 'name', 'practitioner': 'licence_no', 'aid_case': 'no'}

    def referred(self, kind, cell):
        if kind == 'unit':
            return self.units.get(cell)
        for r in self.kinds[kind]:
            if cell and r[self.NAME[kind]] == cell:
                return r
        return None


def first_whole_month(date):
    if date.day == 1:
        return date
    return (date.replace(day=1) + datetime.timedelta(32)).replace(day=1)


def last_whole_month(date):
    """The last day of the last month that is over by the evening of the day."""
    tomorrow = date + datetime.timedelta(1)
    return tomorrow.replace(day=1) - datetime.timedelta(1)


def months_between(first, last):
    return 12 * (last.year - first.year) + last.month - first.month + 1


# ---- One office, one day ----------------------------------------------------

class Office:
    """What is counted: one office, its period, and the day it is counted on."""

    def __init__(self, store, letter, unit, as_of):
        self.store, self.letter, self.as_of = store, letter, as_of
        self.seen = {}
        self.code = unit['code']
        self.held_days = {}
        mine = [r for r in store.kinds['letter'] if r['unit'] == self.code and r['scheme'] == letter['letter']]
        own = mine[0] if mine else {}
        self.start = day(own.get('period_from') or letter['period']['from'])
        self.last = day(own.get('period_to') or letter['period']['to'])
        self.cutoff = day(own.get('cutoff') or letter['period']['cutoff'])
        # An office that began later, or was closed, answers for its whole months only.
        closed = day(unit['closed_on'])
        self.today = as_of if closed is None or closed > as_of else closed - datetime.timedelta(1)
        self.end = min(self.last, self.today)
        self.begin = max(self.start, first_whole_month(day(unit['established_on']) or LONG_AGO))
        self.until = self.last if self.today == as_of else last_whole_month(self.today)
        self.months = months_between(self.begin, self.until)
        self.part_year = self.months < months_between(self.start, self.last)
        self.targets = {t['clause']: int(t['target']) for t in own.rows('targets')} if own else {}

    def named_day(self, name):
        """A day in a condition: nothing later than today is known."""
        at = {'period_start': self.start, 'period_end': self.end, 'cutoff': self.cutoff, 'as_of': self.as_of}
        return min(at[name], self.as_of)

    def unit(self, query, record):
        """Some kinds belong to the unit of what they refer to, if they do."""
        if query.get('count') == 'unit':
            return record['code']
        via = query.get('unit', {}).get('via')
        other = self.store.referred(via, record[via]) if via else None
        return (other or record)['unit']

    def has(self, code, on):
        """Is the unit this office or below it on that day?"""
        while code in self.store.units:
            unit = self.store.units[code]
            closed = (day(unit['closed_on']) or NEVER) <= on
            if code == self.code and not closed:
                return True
            code = unit['successor'] if closed and unit['successor'] else unit['parent']
        return False

    def held(self, code):
        """The days so far on which it was."""
        if code not in self.held_days:
            span = [self.start + datetime.timedelta(n) for n in range((self.end - self.start).days + 1)]
            self.held_days[code] = [d for d in span if self.has(code, d)]
        return self.held_days[code]

    def there(self, query, record, first, last):
        """Was the record in the stock, and the office's, on one of these days?"""
        begin, end = day(record[query['stock']['from']]), day(record[query['stock']['to']]) or NEVER
        return begin is not None and any(
            begin <= d < end and first <= d <= last for d in self.held(self.unit(query, record)))

    def mine(self, query, record):
        if 'stock' in query:
            first = self.end if query['stock'].get('at') == 'as_of' else self.start
            return self.there(query, record, first, self.end)
        if 'date' in query:
            at = day(record[query['date']])
            last = min(self.cutoff, self.as_of) if query.get('to') == 'cutoff' else self.end
            if at is None or not self.start <= at <= last or not self.has(self.unit(query, record), at):
                return False
            return 'aged' not in query or at + datetime.timedelta(int(query['aged'])) <= self.as_of
        # A query without a date takes what is there by the end.
        first = {'committee': 'founded_on', 'unit': 'established_on', 'document': 'at'}[query['count']]
        at = day(record[first]) or LONG_AGO
        return any(at <= d for d in self.held(self.unit(query, record)))

    def select(self, query):
        """The records that a query counts."""
        key = json.dumps(query)
        if key not in self.seen:
            kind = query.get('count') or query.get('sum') or query.get('distinct')
            self.seen[key] = [r for r in self.store.kinds[kind]
                              if self.mine(query, r) and self.meets(query.get('where', {}), r)]
            if 'latest' in query:
                last = latest([(r[query['date']], r) for r in self.seen[key]])
                self.seen[key] = [r for r in last if self.meets(query['latest'], r)]
        return self.seen[key]

    def count(self, query):
        if 'all' in query:
            return sum(self.count(q) for q in query['all'])
        found = self.select(query)
        if 'sum' in query:
            return sum((hundredths if is_money(query) else int)(r[query['field']] or 0) for r in found)
        if 'distinct' in query:
            return len({r[query['field']] for r in found if r[query['field']]})
        return len(found)

    # ---- Conditions ----

    def meets(self, where, record):
        return all(self.holds(field, test, record) for field, test in where.items())

    def holds(self, field, test, record):
        if field == 'any':
            return any(self.meets(w, record) for w in test)
        if field == 'not':
            return not self.meets(test, record)
        if field == 'has':
            me = {record.id} | {record[f] for f in ('person.id_no', 'person.name', 'no') if record.get(f)}
            return any(me & set(r.values(test['via'])) and self.meets(test['where'], r)
                       for r in self.store.kinds[test['kind']])
        if isinstance(test, dict):
            return all(self.holds_word(field, word, test, record) for word in test if word != 'of')
        return record[field] in as_list(test)

    def holds_word(self, field, word, test, record):
        arg = test[word]
        if word == 'known':
            return record.filled(field) == (arg == 'yes')
        if word == 'any':
            return any(v in arg for v in record.values(field))
        if word == 'all':
            return all(v in record.values(field) for v in arg)
        if word == 'is':
            other = self.store.referred(field, record[field])
            return other is not None and self.meets(arg, other)
        at = day(record[field])
        if word == 'from':
            return at is not None and at >= self.named_day(arg)
        if word == 'to':
            return at is not None and at <= self.named_day(arg)
        if word == 'within':
            start = day(record[test['of']])
            return at is not None and start is not None and 0 <= (at - start).days <= int(arg)
        if word == 'after':
            other = self.store.referred(test['of'], record[test['of']]) if 'of' in test else record
            then = day(other[arg]) if other else None
            return at is not None and then is not None and at > then
        raise ValueError('condition ' + word)

    def applies(self, clause):
        return 'applies' not in clause or self.count(clause['applies']) > 0


# ---- Rules: one function each ------------------------------------------------
#
# Each returns what it counted, before any weight is known: a Counted whose
# `points` makes hundredths of a point out of a weight in hundredths.

class Counted:
    def __init__(self, standing='scored', target=None, actual=0, points=lambda w: 0, scaled=False):
        self.standing, self.target, self.actual, self.points = standing, target, actual, points
        self.scaled = scaled  # target and actual are hundredths


NOT_DUE = Counted('not_due')


def share(part, **words):
    """Points as a share of the weight, at least nothing and at most all."""
    part = max(Fraction(0), min(Fraction(1), Fraction(part)))
    return Counted(points=lambda w: half_up(w * part), **words)


def less(clause, deduction, **words):
    """The letter's weight less a deduction in hundredths, at least nothing, worth
    as much of the weight it has now."""
    weight = hundredths(clause['weight'])
    return share(Fraction(weight - deduction, weight), **words)


def target_of(clause, office):
    """The office's number, or the letter's; for part of a year as many twelfths of
    it, made whole."""
    wanted = clause['target']
    if 'share' in wanted:
        return math.ceil(Fraction(int(wanted['share']) * office.count(wanted['of']), 100))
    blank = isinstance(wanted, dict)
    target = office.targets.get(clause['id'], None if blank else int(wanted))
    if target is None or not office.part_year or blank and wanted.get('whole') == 'yes':
        return target
    return math.ceil(Fraction(target * office.months, months_between(office.start, office.last)))


def ratio(clause, office):
    if not office.applies(clause):
        return NOT_DUE
    scaled = is_money(clause['actual'])
    actual = office.count(clause['actual'])
    if 'of' in clause:
        target = office.count(clause['of'])
        if target == 0:
            return NOT_DUE
    elif office.months <= 0:
        return NOT_DUE
    else:
        target = target_of(clause, office)
        if target is None:
            return Counted('not_set', actual=actual)
    target *= 100 if scaled else 1
    return share(Fraction(actual, target) if target else 1, target=target, actual=actual, scaled=scaled)


def in_range(clause, office):
    n = office.count(clause['actual'])
    return share(1 if int(clause['low']) <= n <= int(clause['high']) else 0, actual=n)


def shortfall(clause, office):
    if office.months <= 0 or not office.applies(clause):
        return NOT_DUE
    actual, target = office.count(guarded(clause)), target_of(clause, office)
    return less(clause, hundredths(clause['deduct']) * max(0, target - actual), target=target, actual=actual)


def per_event(clause, office):
    if not office.applies(clause):
        return NOT_DUE
    deduction = events = 0
    for e in clause['events']:
        n = office.count(e)
        events += n
        if n:
            deduction += math.inf if e['deduct'] == 'all' else n * hundredths(e['deduct'])
    if 'verified' in clause and office.count(clause['verified']) == 0:
        return Counted('unverified', actual=events)
    if deduction == math.inf:
        return share(0, actual=events)
    return less(clause, deduction, actual=events)


def all_or_none(clause, office):
    if not office.applies(clause):
        return NOT_DUE
    if 'until' in clause and day(clause['until']) < office.start:
        return Counted('switched_off')
    events = sum(office.count(q) for q in clause['none'])
    return share(0 if events else 1, actual=events)


def checklist(clause, office):
    if not office.applies(clause):
        return NOT_DUE
    if 'over' in clause:
        members = office.select(clause['over'])
        total = len(members) * len(clause['yes'])
        done = sum(r[field] == 'yes' for r in members for field in clause['yes'])
    else:
        total = len(clause['items'])
        done = sum(item_met(item, office) for item in clause['items'])
    if total == 0:
        return share(0) if clause.get('empty') == 'zero' else NOT_DUE
    if clause['mode'] == 'deduct':
        return less(clause, hundredths(clause['deduct']) * (total - done), target=total, actual=done)
    return share(Fraction(done, total), target=total, actual=done)


def item_met(item, office):
    if 'some' in item:
        return office.count(item['some']) > 0 and office.count(item['none']) == 0
    return office.count(item) > 0


def each_member(clause, office):
    parts = [done_of_due(clause, office, m) for m in office.select(clause['members'])]
    parts = [p for p in parts if p is not None]
    if not parts:
        return NOT_DUE
    met = sum(p == 1 for p in parts)
    part = Fraction(met if clause['mode'] == 'met' else sum(parts), len(parts))
    return share(part, target=len(parts), actual=met)


def done_of_due(clause, office, member):
    """How much of what is wanted one member has: a share of 1, or None where
    nothing is wanted yet."""
    if 'filled' in clause:
        return Fraction(sum(member.filled(f) for f in clause['filled']), len(clause['filled']))
    due = done = 0
    for act in clause['acts']:
        mine = [r for r in office.select(act)
                if r[act['via']] == member[Store.NAME[clause['members']['count']]]]
        if 'need' in act:
            due += int(act['need'])
            done += min(int(act['need']), len(mine))
        for months, word in ((1, 'per_month'), (3, 'per_quarter')):
            for first, last in whole_periods(office, months) if word in act else []:
                if all(office.there(clause['members'], member, d, d) for d in (first, last)):
                    due += int(act[word])
                    done += min(int(act[word]), sum(first <= day(r[act['date']]) <= last for r in mine))
    return Fraction(done, due) if due else None


def whole_periods(office, months):
    """First and last days of the months or quarters that are over."""
    year = office.start.year
    for m in range(1, 13, months):
        first = datetime.date(year, m, 1)
        m += months - 1
        last = datetime.date(year, m, calendar.monthrange(year, m)[1])
        if office.begin <= last <= min(office.until, office.end):
            yield first, last


def months_met(clause, office):
    query = guarded(clause)
    due = met = 0
    for first, last in whole_periods(office, {'month': 1, 'quarter': 3}[clause['every']]):
        if 'while' in clause and not any(office.there(clause['while'], r, first, last)
                                         for r in office.select(clause['while'])):
            continue
        due += 1
        met += sum(first <= day(r[q['date']]) <= last
                   for q in query.get('all', [query]) for r in office.select(q)) >= int(clause['least'])
    return share(Fraction(met, due), target=due, actual=met) if due else NOT_DUE


def guarded(clause):
    """The clause's count, narrowed by the clause that says what counts."""
    query = dict(clause['actual'])
    if 'guard' in clause:
        query['where'] = {'any': [query.get('where', {})], 'not': {'not': clause['guard']['where']}}
    return query


def guard(clause, office):
    """How many fail the condition."""
    count = office.letter['clauses'][clause['of']]['actual']
    return Counted('guard', actual=sum(not office.meets(clause['where'], r) for r in office.select(count)))


def timely(clause, office):
    if not office.applies(clause):
        return NOT_DUE
    due = late = missing = returned = 0
    for first, limit in due_days(clause['calendar'], office):
        sent = [r for r in office.store.kinds['return']
                if office.has(r['unit'], first) and r['type'] == clause['return'] and day(r['period_from']) == first]
        at = day(sent[0]['submitted_on']) if sent else None
        if at is not None and at > office.as_of:
            at = None
        due += 1
        missing += at is None
        late += at is not None and at > limit
        returned += int(sent[0]['returned_times'] or 0) if at is not None else 0
    if due == 0:
        return NOT_DUE
    return less(clause, late * hundredths(clause['late']) + missing * hundredths(clause['missing'])
                + returned * hundredths(clause['returned']), target=due, actual=due - late - missing)


def due_days(rule, office):
    """First day of each period of a return, and the day it is due, if that day
    lies in the letter's period and is not after today."""
    year = office.start.year
    for i in range({'month': 12, 'half_year': 2}[rule['every']]):
        if rule['every'] == 'month':
            first = datetime.date(year, i + 1, 1)
            last = first.replace(day=calendar.monthrange(year, i + 1)[1])
            limit = first.replace(day=min(int(rule['due']['day']), last.day))
        else:
            first = datetime.date(year, 6 * i + 1, 1)
            last = day('%d-%s' % (year, ('06-30', '12-31')[i]))
            limit = day('%d-%s' % (year, rule['due']['dates'][i]))
        if office.begin <= last <= office.until and limit <= office.as_of:
            yield first, limit


def inspections(clause, office):
    """What inspectors wrote about a clause."""
    return [r for r in office.store.kinds['inspection']
            if office.has(r['unit'], day(r['inspected_on'])) and r['clause'] == clause['id']
            and r['letter'] in ('', office.letter['letter']) and office.start <= day(r['inspected_on']) <= min(office.cutoff, office.as_of)]


def sample_score(clause, office):
    if not office.applies(clause):
        return NOT_DUE
    found = latest([(r['inspected_on'], r.rows('samples')) for r in inspections(clause, office)])
    scores = [int(s['score']) for samples in found for s in samples]
    if not scores:
        return Counted('unjudged', scaled=True)
    mean = Fraction(sum(scores), len(scores))
    return share(mean / 100, actual=half_up(mean * 100), scaled=True)


def judgements(clause, office, field):
    """Of inspectors, and of those the clause asks."""
    return latest([(r['inspected_on'], r[field]) for r in inspections(clause, office)]
                  + [(r[clause['entries']['date']], r[field])
                     for r in (office.select(clause['entries']) if 'entries' in clause else ())])


def latest(judged):
    """Judgements of the last day on which somebody judged; those before are past."""
    judged = [(at, value) for at, value in judged if value]
    return [value for at, value in judged if at == max(a for a, _ in judged)]


def manual(clause, office):
    points = [int(p) for p in judgements(clause, office, 'points')]
    if not points:
        return Counted('unjudged')
    return share(Fraction(sum(points), len(points)) / hundredths(clause['weight']), actual=len(points))


def grade(clause, office):
    grades = [Fraction(clause['factors'][g]) for g in judgements(clause, office, 'grade')]
    if not grades:
        return Counted('unjudged')
    return share(sum(grades) / len(grades), actual=len(grades))


def rate_max(clause, office):
    actual, population = office.count(clause['actual']), office.count(clause['of'])
    if population == 0:
        return NOT_DUE
    excess = max(Fraction(0), Fraction(100 * actual, population) - Fraction(clause['limit']))
    return less(clause, math.ceil(excess) * hundredths(clause['deduct']), target=population, actual=actual)


def window(clause, office):
    first, last = (day('%d-%s' % (office.start.year, d)) for d in clause['between'])
    query = clause['actual']
    n = sum(first <= day(r[query['date']]) <= last for r in office.select(query))
    if n == 0 and not office.begin <= last <= min(office.until, office.as_of):
        return NOT_DUE
    return share(1 if n else 0, target=1, actual=n)


def delay(clause, office):
    if not office.applies(clause):
        return NOT_DUE
    days = 0
    for query in clause['late']:
        for r in office.select(query):
            begin = day(r[query['begin']])
            end = day(r[query['end']])
            end = office.today if end is None or end > office.today else end
            if begin:
                days += max(0, (end - begin).days - int(clause['free']))
    return less(clause, days * hundredths(clause['deduct']), actual=days)


def print_only(clause, office):
    return Counted('printed')


def same(clause, office):
    other = RULES[office.letter['clauses'][clause['as']]['rule']](office.letter['clauses'][clause['as']], office)
    return Counted('same', target=other.target, actual=other.actual, scaled=other.scaled)


def elsewhere(clause, office):
    return Counted('elsewhere')


RULES = {'same': same, 'elsewhere': elsewhere, 'range': in_range, 'print': print_only, 'ratio': ratio, 'shortfall': shortfall, 'per_event': per_event,
         'all_or_none': all_or_none, 'checklist': checklist, 'each_member': each_member,
         'months_met': months_met, 'guard': guard, 'timely': timely, 'sample_score': sample_score,
         'manual': manual, 'grade': grade, 'rate_max': rate_max, 'window': window, 'delay': delay}


# ---- The sheet ----------------------------------------------------------------

def read_letter(config, name):
    with open(os.path.join(config, 'letters', name + '.yaml'), encoding='utf-8') as f:
        letter = yaml.load(f, yaml.BaseLoader)  # all text: yes and no are words
    clauses = {c['id']: c for s in letter['sections'] for c in s['clauses']}
    for c in clauses.values():
        if c['rule'] == 'guard':
            clauses[c['of']]['guard'] = c
        if 'return' in c:
            with open(os.path.join(config, 'returns', c['return'] + '.yaml'), encoding='utf-8') as f:
                c['calendar'] = yaml.load(f, yaml.BaseLoader)
    letter['clauses'] = clauses
    return letter


def redistribute(letter, counted):
    """Weights, when what is not due or not set gives its own to all others in
    proportion: rounded down, the hundredths left over to the largest rests."""
    total = hundredths(letter['total'])
    base = {i: hundredths(letter['clauses'][i].get('weight', 0)) for i, c in counted.items()
            if c.standing in ('scored', 'unverified', 'unjudged')}
    exact = {i: Fraction(w * total, sum(base.values())) for i, w in base.items()}
    weight = {i: math.floor(w) for i, w in exact.items()}
    for i in sorted(exact, key=lambda i: weight[i] - exact[i])[:total - sum(weight.values())]:
        weight[i] += 1
    return weight


def sheet(letter, store, unit, as_of):
    """Clause id -> what the program ought to print."""
    office = Office(store, letter, unit, as_of)
    counted = {i: RULES[c['rule']](c, office) for i, c in letter['clauses'].items()}
    weights = redistribute(letter, counted)
    lines = {}
    for i, c in counted.items():
        weight = weights.get(i, 0)
        points = c.points(weight) if c.standing == 'scored' else 0
        number = as_text if c.scaled else str
        lines[i] = {'standing': c.standing, 'weight': as_text(weight), 'points': as_text(points),
                    'target': '' if c.target is None else number(c.target), 'actual': number(c.actual)}
    return lines


# ---- Records behind a clause -----------------------------------------------------

def behind(clause, office):
    """The numbers of the records that make a clause's actual."""
    parts = clause.get('events') or clause.get('none') or [clause.get('actual')]
    if clause['rule'] == 'guard':
        count = office.letter['clauses'][clause['of']]['actual']
        return {r.id for r in office.select(count) if not office.meets(clause['where'], r)}
    if clause['rule'] == 'each_member':
        return {r.id for r in office.select(clause['members']) if done_of_due(clause, office, r) is not None}
    if 'guard' in clause:
        parts = [guarded(clause)]
    return {r.id for part in parts for q in part.get('all', [part]) for r in office.select(q)}


def compare_behind(folder, letter, store, date):
    wrong = []
    where = os.path.join(folder, 'behind-' + date)
    for name in sorted(os.listdir(where)) if os.path.isdir(where) else []:
        code, clause = name.rsplit('.', 1)
        unit = [u for u in store.offices if u['code'] == code][0]
        rule = letter['clauses'][clause]['rule']
        # The rest of a population is listed beside what was counted of it.
        roles = {'each_member': ('counted', 'population'), 'guard': ('lacks the evidence',),
                 'per_event': ('against',), 'all_or_none': ('against',)}.get(rule, ('counted',))
        theirs = set()
        with open(os.path.join(where, name), encoding='utf-8') as f:
            for line in f:
                number, role = re.split(r'  +', line.strip())[:2]
                if role in roles:
                    theirs.add(number)
        ours = behind(letter['clauses'][clause], Office(store, letter, unit, day(date)))
        for number in sorted(ours ^ theirs):
            wrong.append('%s %s %s records: %s only %s' % (date, unit['name'], clause, number,
                                                           'recounted' if number in ours else 'by sifa'))
    return wrong


# ---- Comparing ------------------------------------------------------------------

def program_sheets(folder, date):
    """What the program printed: office -> clause -> line."""
    sheets = {}
    with open(os.path.join(folder, 'sheet-%s.jsonl' % date), encoding='utf-8') as f:
        for line in map(json.loads, f):
            sheets.setdefault(line['office'], {})[line['clause']] = line
    return sheets


def program_totals(folder, date):
    with open(os.path.join(folder, 'totals-%s.txt' % date), encoding='utf-8') as f:
        # The rank stands between: the two numbers with hundredths are points and total.
        return {line.split()[0]: re.findall(r'\d+\.\d\d', line)[:2] for line in f if line.strip()}


def compare(folder, letter, store, date, offices=None):
    """Differences as lines of text."""
    wrong = []
    theirs, totals = program_sheets(folder, date), program_totals(folder, date)
    for unit in offices or store.offices:
        name = unit['name']
        ours = sheet(letter, store, unit, day(date))
        if list(ours) != list(theirs.get(name, {})):
            wrong.append('%s %s: the clauses are not those of the letter' % (date, name))
            continue
        for i, line in ours.items():
            wrong += ['%s %s %s %s: recounted %s, sifa %s   %s'
                      % (date, name, i, field, line[field], theirs[name][i][field], theirs[name][i]['formula'])
                      for field in compared(line['standing']) if line[field] != theirs[name][i][field]]
        total = [as_text(sum(hundredths(line[f]) for line in ours.values())) for f in ('points', 'weight')]
        if totals.get(name) != total:
            wrong.append('%s %s total: recounted %s, sifa %s' % (date, name, total, totals.get(name)))
    return wrong


def compared(standing):
    """What a line says; one that counts for nothing says nothing of numbers."""
    if standing in ('not_due', 'not_set', 'switched_off', 'elsewhere', 'same'):
        return ['standing', 'weight', 'points']
    return ['standing', 'weight', 'points', 'target', 'actual']


def self_test(folder, letter, store, date):
    """Changes that went unnoticed."""
    unnoticed = []
    returns = {'return'} if any('return' in c for c in letter['clauses'].values()) else set()
    for kind in sorted(set(re.findall(r'"(?:count|sum|distinct|kind)": "(\w+)"', json.dumps(letter['clauses'])))
                       & set(store.kinds) | {'letter', 'inspection'} | returns):
        kept, store.kinds[kind] = store.kinds[kind], []
        if not any(compare(folder, letter, store, date, [u]) for u in store.offices):
            unnoticed.append('%s: no difference without its records' % kind)
        store.kinds[kind] = kept
    for i, clause in letter['clauses'].items():
        if 'weight' in clause:
            kept, clause['weight'] = clause['weight'], str(float(clause['weight']) + 0.5)
            if not any(compare(folder, letter, store, date, [u]) for u in store.offices):
                unnoticed.append('%s: no difference with another weight' % i)
            clause['weight'] = kept
    return unnoticed


def main():
    args = [a for a in sys.argv[1:] if a != '--self-test']
    name, config, folder, seed, dates = args[0], args[1], args[2], args[3], args[4:]
    letter = read_letter(config, name)
    store = Store(folder, letter.get('units', ['office']))
    if '--self-test' in sys.argv:
        wrong = self_test(folder, letter, store, dates[0])
    else:
        wrong = [line for date in dates for check in (compare, compare_behind)
                 for line in check(folder, letter, store, date)]
    for line in wrong:
        print('seed %s %s' % (seed, line))
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
