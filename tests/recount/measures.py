"""One office, one day: which records a measure counts."""
import copy
import datetime
import json
import calendar
from bisect import bisect_left

from records import LONG_AGO, NEVER, as_list, day, hundredths

MEASURE = {'count', 'sum', 'distinct', 'field', 'all', 'date', 'from', 'to', 'aged', 'stock', 'unit', 'split', 'where',
           'latest', 'since'}
ONE_DAY = datetime.timedelta(1)
MONTHS = {'month': 1, 'quarter': 3, 'half_year': 6, 'year': 12}


def first_whole_month(date):
    if date.day == 1:
        return date
    return (date.replace(day=1) + datetime.timedelta(32)).replace(day=1)


def month_end(date):
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])


def period_end(first, months):
    """The last day of a period that begins on the first of a month."""
    return month_end(first + datetime.timedelta(31 * (months - 1)))


def last_whole_month(date):
    """The last day of the last month that is over by the evening of the day."""
    return (date + ONE_DAY).replace(day=1) - ONE_DAY


def months_begun(first, last):
    """How many months begin between two days."""
    return 12 * (last.year - first.year) + last.month - first.month + (first.day == 1)


def days_between(first, last):
    return max(0, (last - first).days) if first and last else 0


def full_years(birth, on):
    """Who is born on 29 February is a year older on 28 February."""
    day_of_birth = birth.day if (birth.month, birth.day) != (2, 29) or calendar.isleap(on.year) else 28
    return on.year - birth.year - ((on.month, on.day) < (birth.month, day_of_birth))


class Office:
    """What is counted: one office, its period, and the day it is counted on."""

    def __init__(self, store, letter, unit, as_of):
        self.store, self.letter, self.as_of = store, letter, as_of
        self.seen, self.held_days, self.had, self.parts = {}, {}, {}, {}
        self.code = unit['code']
        # An office that began later, or was closed, answers for its whole months only.
        closed = day(unit['closed_on'])
        self.today = as_of if closed is None or closed > as_of else closed - ONE_DAY
        own = self.own_letter()
        self.start = day(own.get('period_from') or letter['period']['from'])
        self.last = day(own.get('period_to') or letter['period']['to'])
        self.cutoff = day(own.get('cutoff') or letter['period'].get('cutoff') or letter['period']['to'])
        self.end = min(self.last, self.today)
        self.all_year = self.start, self.last  # whatever part of it a clause judges
        self.begin = max(self.start, first_whole_month(day(unit['established_on']) or LONG_AGO))
        self.until = self.last if self.today == as_of else last_whole_month(self.today)
        self.months = months_begun(self.begin, self.until)
        self.part_year = self.months < months_begun(self.start, self.last)
        self.targets = self.numbers(own)

    def part(self, clause):
        """The same office in the days of its period on which a clause is in force; None
        where there is no such day."""
        since, until = day(clause.get('from')) or LONG_AGO, day(clause.get('until')) or NEVER
        if since <= self.start and until >= self.last:
            return self
        if since > self.last or until < self.start:
            return None
        if (since, until) not in self.parts:
            part = self.parts[since, until] = copy.copy(self)
            part.seen, part.held_days, part.parts = {}, {}, {}
            part.start, part.last = max(self.start, since), min(self.last, until)
            part.end = min(part.last, self.today)
            part.begin, part.until = max(part.start, self.begin), min(part.last, self.until)
            part.months = months_begun(part.begin, part.until)
            part.part_year = part.months < months_begun(part.start, part.last)
        return self.parts[since, until]

    def own_letter(self):
        """The letter it has signed that is in force."""
        mine = [r for r in self.store.kinds['letter']
                if r['unit'] == self.code and r['scheme'] == self.letter['letter']
                and day(r['period_from']) <= self.today and (day(r['ended_on']) or NEVER) > self.today]
        return max(mine, key=lambda r: (r['period_from'], r['signed_on']), default={})

    def numbers(self, own):
        """Clause -> its number: the row that came into force last, then the highest version."""
        rows = {}
        for row in own.rows('targets') if own else []:
            since = day(row.get('from')) or LONG_AGO
            rank = since, int(row.get('version', 0))
            if since <= self.today and rank >= rows.get(row['clause'], (rank,))[0]:
                rows[row['clause']] = rank, int(row['target'])
        return {clause: number for clause, (_, number) in rows.items()}

    def named_day(self, name):
        """A day in a condition: nothing later than today is known."""
        at = {'period_start': self.start, 'period_end': self.end, 'cutoff': self.cutoff, 'as_of': self.as_of}
        return min(at[name], self.as_of) if name in at else day(name)

    def standing(self, of_group):
        """Whom it is ranked among: the offices that the letter judges and that stand."""
        peers = self.store.peers.setdefault((self.letter['letter'], self.as_of), [])
        if not peers:
            peers += [Office(self.store, self.letter, u, self.as_of) for u in self.store.offices
                      if (day(u['established_on']) or LONG_AGO) <= self.as_of < (day(u['closed_on']) or NEVER)]
        group = self.store.units[self.code]['group_size']
        return [o for o in peers if not of_group or self.store.units[o.code]['group_size'] == group]

    # ---- Whose is a record? ----

    def unit(self, query, record):
        """Some kinds belong to the unit of what they refer to, if they do."""
        if 'unit' in (query.get('count'), query.get('sum'), query.get('distinct')):
            return record['code']
        via = query.get('unit', {}).get('via')
        kind = query.get('count') or query.get('sum') or query.get('distinct')
        to = self.store.declared[kind].refers[via] if via else None
        other = self.store.referred(to, record[via], record['unit']) if via else None
        return (other or record)['unit']

    def has(self, code, on):
        """Is the unit this office or below it on that day?"""
        if (code, on) not in self.had:
            self.had[code, on] = self.climb(code, on)
        return self.had[code, on]

    def climb(self, code, on):
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
        begin, end = day(record[query['stock']['from']]), day(record.get(query['stock'].get('to', ''))) or NEVER
        if begin is None:
            return False
        days = self.held(self.unit(query, record))
        at = bisect_left(days, max(begin, first))
        return at < len(days) and days[at] <= last and days[at] < end

    def bounds(self, query):
        """The first and last day on which what a query counts may have happened."""
        first = self.named_day(query['from']) if 'from' in query else self.start
        last = min(self.named_day(query['to']), self.as_of) if 'to' in query else self.end
        return first, min(last, self.as_of - datetime.timedelta(int(query.get('aged', 0))))

    def mine(self, query, record):
        if 'stock' in query:
            first = self.end if query['stock'].get('at') == 'as_of' else self.start
            return self.there(query, record, first, self.end)
        if 'split' in query:
            return any(self.has(unit, day(record[query['date']])) for unit, _ in self.halves(query, record))
        if 'date' in query:
            return self.has(self.unit(query, record), day(record[query['date']]))
        # A query without a date takes what is there by the end.
        first = self.store.declared[query['count']].dates[0]
        days = self.held(self.unit(query, record))
        return bool(days) and days[-1] >= (day(record[first]) or LONG_AGO)

    def halves(self, query, record):
        """The units that share a record, with their percents."""
        other, percent = record[query['split']['with']], record[query['split']['percent']]
        own = self.unit(query, record)
        if not other or not percent:
            return [(own, 100)]
        return [(own, int(percent)), (self.store.referred('unit', other)['code'], 100 - int(percent))]

    def percent(self, query, record):
        """How much of a record is this office's."""
        return sum(n for unit, n in self.halves(query, record) if self.has(unit, day(record[query['date']])))

    def scaled(self, query):
        """Is the number of a query in hundredths?"""
        return any('split' in q or 'sum' in q and q['field'] in self.store.declared[q['sum']].money
                   for q in query.get('all', [query]))

    def money(self, query):
        return self.scaled(query) and not any('split' in q for q in query.get('all', [query]))

    # ---- Counting ----

    def select(self, query):
        """The records that a query counts."""
        key = json.dumps(query)
        if key not in self.seen:
            kind = query.get('count') or query.get('sum') or query.get('distinct')
            self.seen[key] = [r for r in self.candidates(query, kind)
                              if self.mine(query, r) and self.meets(query.get('where', {}), r, kind)]
            if 'latest' in query:
                last = latest([(r[query['date']], r) for r in self.seen[key]])
                self.seen[key] = [r for r in last if self.meets(query['latest'], r, kind)]
        return self.seen[key]

    def candidates(self, query, kind):
        """What may be among them."""
        if 'date' not in query or 'stock' in query:
            return self.store.kinds[kind]
        return self.store.between(kind, query['date'], *self.bounds(query))

    def count(self, query):
        """The number; of money, and of what is split, in hundredths."""
        assert 'all' in query or set(query) & {'count', 'sum', 'distinct'}, query
        if 'all' in query:
            return sum(self.count(q) * (100 if self.scaled(query) and not self.scaled(q) else 1) for q in query['all'])
        found = self.select(query)
        if 'since' in query:
            return sum(days_between(day(r[query['since']]), day(r[query['field']])) for r in found)
        if 'split' in query:
            return sum(self.percent(query, r) * (max(0, int(r[query['field']] or 0)) if 'sum' in query else 1)
                       for r in found)
        if 'sum' in query:
            return sum(max(0, (hundredths if self.scaled(query) else int)(r[query['field']] or 0)) for r in found)
        if 'distinct' in query:
            return len(self.different(query, found))
        return len(found)

    def different(self, query, found):
        """The values of a field, of persons whoever keeps them."""
        field = query['field']
        if found and field not in found[0]:
            people = [self.store.reference(r, query['distinct'], field) for r in found]
            return {self.store.one_person(p) for p in people if p is not None}
        return {r[field] for r in found if r[field]}

    # ---- Conditions ----

    def meets(self, where, record, kind):
        return all(self.holds(field, test, record, kind) for field, test in where.items())

    def holds(self, field, test, record, kind):
        if field == 'any':
            return any(self.meets(w, record, kind) for w in test)
        if field == 'not':
            return not self.meets(test, record, kind)
        if field == 'has':
            return all(any(self.meets(t.get('where', {}), r, t['kind'])
                           for r in self.store.naming(t['kind'], t['via'], record)) for t in as_list(test))
        if isinstance(test, dict):
            return all(self.holds_word(field, word, test, record, kind) for word in test if word != 'of')
        return bool(set(as_list(test)) & ({record[field]} | set(record.values(field))))

    def other(self, field, record, kind):
        """The record that a field of this one names, and its kind."""
        to = 'unit' if field == 'unit' else self.store.declared[kind].refers[field]
        return self.store.reference(record, kind, field), to

    def holds_word(self, field, word, test, record, kind):
        arg = test[word]
        if word == 'known':
            return record.known(field) == (arg == 'yes')
        if word == 'any':
            return any(v in arg for v in record.values(field))
        if word == 'all':
            return all(v in record.values(field) for v in arg)
        if word == 'is':
            other, to = self.other(field, record, kind)
            return other is not None and self.meets(arg, other, to)
        if word in ('min', 'max'):
            number = hundredths(record[field]) if record[field] else None
            return number is not None and (number >= hundredths(arg) if word == 'min' else number <= hundredths(arg))
        at = day(record[field])
        if word == 'years':
            years = full_years(at, self.as_of) if at else -1
            return int(arg.get('min', 0)) <= years <= int(arg.get('max', 200))
        if word == 'from':
            return at is not None and at >= self.named_day(arg)
        if word == 'to':
            return at is not None and at <= self.named_day(arg)
        if word == 'within':
            start = day(record[test['of']])
            return at is not None and start is not None and 0 <= (at - start).days <= int(arg)
        if word == 'after':
            other = self.other(test['of'], record, kind)[0] if 'of' in test else record
            then = day(other[arg]) if other else None
            return at is not None and then is not None and at > then
        raise ValueError('condition ' + word)

    def applies(self, clause):
        return 'applies' not in clause or self.count(clause['applies']) > 0

    # ---- Parts of the period ----

    def whole_periods(self, months, of_calendar=False):
        """First and last days of the months, quarters or years that are over: those of
        the letter, which begin with its period, or of the calendar."""
        first = first_whole_month(self.all_year[0])
        while of_calendar and (first.month - 1) % months:
            first = month_end(first) + ONE_DAY
        while first <= self.last:
            last = period_end(first, months)
            narrowed = first < self.start and (of_calendar or last < first_whole_month(self.start))
            if self.begin <= last <= min(self.until, self.end) and not narrowed:
                yield first, last
            first = last + ONE_DAY

    def whole_weeks(self):
        """Mondays and Sundays of the weeks that lie in the period and are over."""
        first = self.start + datetime.timedelta(-self.start.weekday() % 7)
        while first + datetime.timedelta(6) <= min(self.until, self.end):
            if first >= self.begin:
                yield first, first + datetime.timedelta(6)
            first += datetime.timedelta(7)


def latest(judged):
    """Judgements of the last day on which somebody judged; those before are past."""
    judged = [(at, value) for at, value in judged if value]
    return [value for at, value in judged if at == max(a for a, _ in judged)]
