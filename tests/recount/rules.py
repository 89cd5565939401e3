"""The rules of sifa-letter(5), one function each.

Each returns what it counted, before any weight is known: a Counted whose `points`
makes hundredths of a point out of a weight in hundredths."""
import calendar
import datetime
import math
from fractions import Fraction

from counted import NOT_DUE, Counted, less, nothing, share
from measures import MONTHS, ONE_DAY, latest, months_begun, period_end
from members import each_member
from records import NEVER, day, half_up, hundredths


HARDEST = ('', 'award', 'tier', 'total')  # of vetoes


def target_of(clause, office):
    """The office's number, or the letter's; for part of a year as many twelfths of
    it, made whole; in hundredths where the actual number is."""
    wanted, times = clause['target'], 100 if office.scaled(clause['actual']) else 1
    target = office.targets.get(clause['id'])
    blank = isinstance(wanted, dict) and 'share' not in wanted
    if target is None and 'share' in wanted:
        of = office.count(wanted['of'])
        return times * math.ceil(Fraction(int(wanted['share']) * of, 10000 if office.scaled(wanted['of']) else 100))
    if target is None:
        target = None if blank else int(wanted)
    if target is None or not office.part_year or blank and wanted.get('whole') == 'yes':
        return None if target is None else target * times
    part = Fraction(target * office.months, months_begun(office.start, office.last))
    return math.ceil(100 * part) if office.money(clause['actual']) else times * math.ceil(part)


def against(clause, office, rule):
    """What the rule makes of the actual number and the one to be reached."""
    scaled, actual = office.scaled(clause['actual']), office.count(guarded(clause))
    if 'of' in clause:
        target = office.count(clause['of'])
        if scaled and not office.scaled(clause['of']):
            target *= 100
        if target == 0:
            return nothing(clause, scaled)
    elif office.months <= 0:
        return NOT_DUE
    else:
        target = target_of(clause, office)
        if target is None:
            return Counted('not_set', actual=actual, scaled=scaled)
    return rule(actual, target, {'target': target, 'actual': actual, 'scaled': scaled})


def reached(actual, target):
    """A number of 0 is reached."""
    return Fraction(actual, target) if target else Fraction(1)


def ratio(clause, office):
    most = Fraction(int(clause.get('cap', 100)), 100)
    return against(clause, office, lambda a, t, words: share(reached(a, t), most, **words))


def band(clause, office):
    def of_weight(actual, target, words):
        points = next((b['points'] for b in clause['bands'] if 100 * actual >= Fraction(b['from']) * target), '0')
        return share(Fraction(points) / Fraction(clause['weight']), 100, **words)
    return against(clause, office, of_weight)


def shortfall(clause, office):
    def lacking(actual, target, words):
        return less(clause, hundredths(clause['deduct']) * math.ceil(
            Fraction(max(0, target - actual), 100 if words['scaled'] else 1)), **words)
    return against(clause, office, lacking)


def sample_discount(clause, office):
    """As ratio, of the whole ones among what passed."""
    scores = scored_samples(office.letter['clauses'][clause.get('sample', clause['id'])], office)
    passed, one = sum(n >= int(clause.get('pass', 60)) for n in scores), 100 if office.scaled(clause['actual']) else 1

    def discounted(actual, target, words):
        if not scores:
            return Counted('unjudged', **words)
        words['actual'] = one * math.floor(Fraction(actual * passed, one * len(scores)))
        return share(reached(words['actual'], target), Fraction(int(clause.get('cap', 100)), 100), **words)
    return against(clause, office, discounted)


def in_range(clause, office):
    n, one = office.count(clause['actual']), 100 if office.scaled(clause['actual']) else 1
    return share(1 if one * int(clause.get('low', 0)) <= n <= one * int(clause.get('high', 10 ** 9)) else 0,
                 actual=n, scaled=one > 1)


def worth(event, record, word):
    """What one event costs or brings in hundredths, None where its code says nothing."""
    amount = event[word].get(record[event['by']]) if 'by' in event else event[word]
    return math.inf if amount == 'all' else None if amount is None else hundredths(amount)


def amounts(event, office, word):
    if 'by' not in event and (office.scaled(event) or 'sum' in event):
        return [worth(event, None, word)] * whole(event, office)
    found = [worth(event, r, word) for r in office.select(event)]
    return [a for a in found if a is not None]


def per_event(clause, office):
    found = [(e, amounts(e, office, 'deduct')) for e in clause['events']]
    costs = [a for _, costs in found for a in costs]
    veto = max((e.get('veto', '') for e, costs in found if costs), key=HARDEST.index, default='')
    costs = [hundredths(clause['weight']) if a == math.inf else a for a in costs]
    return less(clause, sum(costs), actual=len(costs), veto=veto)


def bonus(clause, office):
    if 'over' in clause:
        over = counted(office.letter['clauses'][clause['over']], office)
        units = 0
        if over.standing == 'scored' and over.target is not None:
            units = max(0, math.floor(Fraction(over.actual - over.target, 100 if over.scaled else 1)))
        found, lines = [0] * units, [hundredths(clause['points']) * units]
    else:
        each = highest(clause, office) if clause.get('same_matter') == 'highest' else [
            amounts(e, office, 'points') for e in clause['events']]
        found = [a for line in each for a in line]
        lines = [sum(line) for line in each]
        lines = [min(line, hundredths(e['cap'])) if 'cap' in e else line for e, line in zip(clause['events'], lines)]
    total = min(sum(lines), hundredths(clause['cap'])) if 'cap' in clause else sum(lines)
    return Counted('scored', actual=len(found), points=lambda w: total)


def highest(clause, office):
    """Of what is about one matter only the event that brings most, the first of equal ones."""
    best = {}
    for n, event in enumerate(clause['events']):
        kind = event.get('count') or event.get('sum')
        for r in office.select(event):
            amount = worth(event, r, 'points') or 0
            to = office.store.declared[kind].refers.get(event['matter'])
            matter = office.store.referred(to, r[event['matter']], r['unit']) if to else r[event['matter']]
            matter = id(r if not matter else matter) if to or not matter else matter
            if amount > best.get(matter, (0, 0))[0]:
                best[matter] = amount, n
    return [[amount for amount, m in best.values() if m == n] for n in range(len(clause['events']))]


def rank_bonus(clause, office):
    if 'recorded' in clause:
        ranks = latest([(r[clause['recorded']['date']], r[clause['rank']]) for r in office.select(clause['recorded'])])
        rank = int(ranks[-1]) if ranks else 0
        number = rank
    else:
        number, rank = number_of(clause, office), 0
        peers = office.standing(clause.get('groups') == 'yes')
        if any(o.code == office.code for o in peers) and (clause.get('order') == 'low' or number):
            numbers = [number_of(clause, other) for other in peers]
            rank = 1 + sum(n < number if clause.get('order') == 'low' else n > number for n in numbers)
    points = hundredths(clause['points'][rank - 1]) if 0 < rank <= len(clause['points']) else 0
    by = office.letter['clauses'][clause['by']] if 'by' in clause else clause
    return Counted('scored', actual=number, points=lambda w: points,
                   scaled='actual' in by and office.scaled(by['actual']))


def number_of(clause, office):
    if 'by' in clause:
        return counted(office.letter['clauses'][clause['by']], office).actual
    return office.count(clause['actual'])


def all_or_none(clause, office):
    events = sum(math.ceil(Fraction(office.count(q), 100 if office.scaled(q) else 1)) for q in clause['none'])
    return share(0 if events else 1, actual=events, veto=clause.get('veto', '') if events else '')


def checklist(clause, office):
    if 'over' in clause:
        members = office.select(clause['over'])
        total = len(members) * len(clause['yes'])
        done = sum(r[field] == 'yes' for r in members for field in clause['yes'])
    else:
        total = len(clause['items'])
        done = sum(item_met(item, office) for item in clause['items'])
    if total == 0:
        return nothing(clause)
    if clause.get('mode') == 'deduct':
        return less(clause, hundredths(clause['deduct']) * (total - done), target=total, actual=done)
    return share(Fraction(done, total), target=total, actual=done)


def item_met(item, office):
    if 'some' in item:
        return whole(item['some'], office) > 0 and office.count(item['none']) == 0
    return whole(item, office) >= int(item.get('least', 1))


def whole(query, office):
    """Of what is split or money, whole ones."""
    return office.count(query) // (100 if office.scaled(query) else 1)


# ---- Parts of the year ----

def months_met(clause, office):
    query = guarded(clause)
    due = met = 0
    for first, last in office.whole_periods({'month': 1, 'quarter': 3}[clause.get('every', 'month')]):
        if 'while' in clause and not any(office.there(clause['while'], r, first, last)
                                         for r in office.select(clause['while'])):
            continue
        due += 1
        met += sum(first <= day(r[q['date']]) <= last
                   for q in query.get('all', [query]) for r in office.select(q)) >= int(clause.get('least', 1))
    return share(Fraction(met, due), target=due, actual=met) if due else NOT_DUE


def coverage_days(clause, office):
    days = {office.start + datetime.timedelta(n): 0 for n in range((office.end - office.start).days + 1)}
    if clause.get('days') == 'work':
        days = {d: 0 for d in days if office.store.works(d)}
    days = {d: 0 for d in days if office.begin <= d <= office.until}
    for r in office.select(clause['actual']):
        at = day(r[clause['actual']['date']])
        if at in days:
            days[at] += 1
    if not days:
        return NOT_DUE
    met = sum(n >= int(clause.get('least', 1)) for n in days.values())
    return share(Fraction(met, len(days)), target=len(days), actual=met)


def window(clause, office):
    first = next_day(office.start, clause['between'][0])
    last = next_day(first + ONE_DAY, clause['between'][1])
    n = office.count(dict(clause['actual'], **{'from': first.isoformat(), 'to': last.isoformat()}))
    least = int(clause.get('least', 1))
    if n < least and not office.begin <= last <= min(office.until, office.as_of):
        return NOT_DUE
    return share(1 if n >= least else 0, target=least, actual=n)


def next_day(since, text):
    """The first day written MM-DD that is not before the other; 02-29 is the last of February."""
    for year in (since.year, since.year + 1):
        month, number = map(int, text.split('-'))
        at = datetime.date(year, month, min(number, calendar.monthrange(year, month)[1]))
        if at >= since:
            return at
    return None


def delay(clause, office):
    days = 0
    for query in clause['late']:
        for r in office.select(query):
            begin = day(r[query['begin']])
            end = day(r[query['end']])
            end = office.today if end is None or end > office.today else end
            if begin:
                days += max(0, (end - begin).days - int(clause.get('free', 0)))
    return less(clause, days * hundredths(clause['deduct']), actual=days)


def timely(clause, office):
    due = late = missing = returned = 0
    for first, limit in due_days(clause['calendar'], office):
        sent = [r for r in office.store.kinds['return']
                if office.has(r['unit'], first) and r['type'] == clause['return'] and day(r['period_from']) == first
                and (day(r['submitted_on']) or NEVER) <= office.as_of]
        due += 1
        missing += not sent
        late += bool(sent) and is_late(sent[0], limit, clause['calendar'], office)
        returned += times_returned(sent[0], office) if sent else 0
    if due == 0:
        return NOT_DUE
    return less(clause, late * hundredths(clause['late']) + missing * hundredths(clause['missing'])
                + returned * hundredths(clause.get('returned', 0)), target=due, actual=due - late - missing, late=late + missing)


def is_late(sent, limit, rule, office):
    """Sent too late, or sent back and not there again in time."""
    if day(sent['submitted_on']) > limit:
        return True
    back = day(sent['returned_on'])
    if back is None or back > office.as_of:
        return False
    again, left = back, int(rule.get('again', 2))
    while left:
        again += ONE_DAY
        left -= office.store.works(again)
    there = min(day(sent['resubmitted_on']) or NEVER, office.as_of)
    return there > again and there > limit


def times_returned(sent, office):
    """Of the times only the last has a day."""
    return int(sent['returned_times'] or 0) - ((day(sent['returned_on']) or office.as_of) > office.as_of)


def due_days(rule, office):
    """First day of each period of a return that begins in the letter's, and the day
    it is due, if that is not after today."""
    first = datetime.date(office.all_year[0].year, 1, 1)
    while first <= office.all_year[1]:
        last = period_end(first, MONTHS[rule['every']])
        limit = due_day(rule, first, last)
        whole = ((office.begin <= last or office.begin == office.all_year[0])
                 and (last <= office.until or office.until == office.all_year[1]))
        if first >= office.all_year[0] and whole and limit and limit <= office.as_of:
            yield first, limit
        first = last + ONE_DAY


def due_day(rule, first, last):
    if 'dates' in rule['due']:
        days = [next_day(first, d) for d in rule['due']['dates']]
        limit = min(days)
    elif int(rule['due']['day']) <= last.day:
        limit = last.replace(day=int(rule['due']['day']))
    else:
        limit = {'last': last, 'next': last + ONE_DAY, 'skip': None}[rule['due'].get('short', 'last')]
    return limit - ONE_DAY if limit and rule.get('inclusive') == 'no' else limit


# ---- Judgements ----

def inspections(clause, office):
    """What inspectors wrote about a clause."""
    return [r for r in office.store.kinds['inspection']
            if office.has(r['unit'], day(r['inspected_on'])) and r['clause'] == clause['id']
            and r['letter'] in ('', office.letter['letter'])
            and office.all_year[0] <= day(r['inspected_on']) <= min(office.cutoff, office.as_of)]


def scored_samples(clause, office):
    """The scores of the last day, of samples that were judged whole."""
    found = latest([(r['inspected_on'], r.rows('samples')) for r in inspections(clause, office)
                    if all('score' in s for s in r.rows('samples'))])
    return [int(s['score']) for samples in found for s in samples]


def sample_score(clause, office):
    scores = scored_samples(clause, office)
    if not scores:
        return Counted('unjudged', scaled=True)
    mean = Fraction(sum(scores), len(scores))
    return share(mean / 100, actual=half_up(mean * 100), scaled=True)


def judgements(clause, office, field):
    """Of inspectors, and of those the clause asks."""
    return latest([(r['inspected_on'], r[field]) for r in inspections(clause, office)]
                  + [(r[clause['entries']['date']], r[field])
                     for r in (office.select(clause['entries']) if 'entries' in clause else ())])


def manual(clause, office):
    points = [int(p) for p in judgements(clause, office, 'points')]
    if not points:
        return Counted('unjudged')
    mean = Fraction(sum(points), len(points))
    return Counted(points=lambda w: half_up(min(Fraction(1), mean / hundredths(clause['weight'])) * w),
                   actual=len(points))


def grade(clause, office):
    grades = [Fraction(clause['factors'].get(g, 0)) for g in judgements(clause, office, 'grade')]
    if not grades:
        return Counted('unjudged')
    return share(sum(grades) / len(grades), 10, actual=len(grades))


def rate(clause, office):
    """So many begun percent points too few, or too many."""
    actual, population = office.count(clause['actual']), office.count(clause['of'])
    if population == 0:
        return nothing(clause)
    excess = Fraction(100 * actual, population) - Fraction(clause['limit'])
    begun = max(0, math.ceil(excess if clause['rule'] == 'rate_max' else -excess))
    return less(clause, begun * hundredths(clause['deduct']), target=population, actual=actual)


# ---- Clauses about others ----

def guarded(clause):
    """The clause's count, narrowed by the clause that says what counts."""
    query = dict(clause['actual'])
    if 'guard' in clause:
        query['where'] = {'any': [query.get('where', {})], 'not': {'not': clause['guard']['where']}}
    return query


def guard(clause, office):
    """How many fail the condition."""
    count = office.letter['clauses'][clause['of']]['actual']
    kind = count.get('count') or count.get('sum') or count.get('distinct')
    return Counted('guard', actual=sum(not office.meets(clause['where'], r, kind) for r in office.select(count)))


def print_only(clause, office):
    return Counted('printed')


def same(clause, office):
    clause = office.letter['clauses'][clause['as']]
    other = counted(clause, office)
    scaled = other.scaled or 'actual' in clause and office.scaled(clause['actual'])
    return Counted('same', target=other.target, actual=other.actual, scaled=scaled)


def elsewhere(clause, office):
    return Counted('elsewhere')


# The rule, and the keys it understands.
RULES = {
    'all_or_none': (all_or_none, 'none veto'), 'band': (band, 'actual target of bands'),
    'bonus': (bonus, 'events cap same_matter over points group'),
    'checklist': (checklist, 'mode deduct items over yes floor'), 'coverage_days': (coverage_days, 'actual days least'),
    'delay': (delay, 'late free deduct floor'), 'each_member': (each_member, 'members mode filled acts duties'),
    'elsewhere': (elsewhere, 'at'), 'grade': (grade, 'factors entries'), 'guard': (guard, 'of where'),
    'manual': (manual, 'entries'), 'months_met': (months_met, 'actual every least while'),
    'per_event': (per_event, 'events floor'), 'print': (print_only, ''), 'range': (in_range, 'actual low high'),
    'rank_bonus': (rank_bonus, 'points by actual order recorded rank groups group'),
    'rate_max': (rate, 'actual of limit deduct floor'), 'rate_min': (rate, 'actual of limit deduct floor'),
    'ratio': (ratio, 'actual target of cap'), 'same': (same, 'as'),
    'sample_discount': (sample_discount, 'actual target of cap pass sample'), 'sample_score': (sample_score, ''),
    'shortfall': (shortfall, 'actual target of deduct floor'),
    'timely': (timely, 'return late missing returned floor'), 'window': (window, 'actual between least'),
}
COMMON = set('id number text unit weight rule applies empty verified exempt shared twins curve from until'.split())
SHOWN = ('guard', 'print', 'same', 'elsewhere')


def unknown_keys(clause):
    """What the letter says of a clause and nothing here looks at."""
    return set(clause) - COMMON - set(RULES[clause['rule']][1].split()) - {'guard', 'calendar'}


def counted(clause, office):
    """What one clause counts of an office, in the days on which it is in force."""
    rule, all_year = RULES[clause['rule']][0], office
    exempt = clause.get('exempt', office.letter.get('exempt') if 'weight' in clause else None)
    if clause['rule'] in SHOWN:
        return rule(clause, office)
    office = office.part(clause)
    if office is None:
        return Counted('off')
    if office.end < office.start or not office.applies(clause) or exempt and all_year.count(exempt):
        return NOT_DUE
    found = rule(clause, office)
    if 'verified' in clause and all_year.count(clause['verified']) == 0:
        # A register without anybody waits as well.
        if found.standing in ('scored', 'not_due'):
            return Counted('unverified', target=found.target, actual=found.actual, scaled=found.scaled)
    return found
