"""The rules of sifa-letter(5), one function each.

Each returns what it counted, before any weight is known: a Counted whose `points`
makes hundredths of a point out of a weight in hundredths."""
import calendar
import datetime
import math
from fractions import Fraction

from measures import ONE_DAY, is_money, latest, month_end, months_between
from records import LONG_AGO, NEVER, as_list, day, half_up, hundredths


class Counted:
    def __init__(self, standing='scored', target=None, actual=0, points=lambda w: 0, scaled=False, veto=''):
        self.standing, self.target, self.actual, self.points = standing, target, actual, points
        self.scaled = scaled  # target and actual are hundredths
        self.veto = veto  # what its events bar from


NOT_DUE = Counted('not_due')


def share(part, **words):
    """Points as a share of the weight, at least nothing and at most all."""
    part = max(Fraction(0), min(Fraction(1), Fraction(part)))
    return Counted(points=lambda w: half_up(w * part), **words)


def less(clause, deduction, **words):
    """The letter's weight less a deduction in hundredths, at least nothing, worth
    as much of the weight it has now."""
    def points(weight):
        whole = hundredths(clause['weight'])
        return half_up(max(Fraction(0), Fraction(whole - deduction, whole)) * weight)
    return Counted(points=points, **words)


def nothing(clause):
    """There is nothing to divide by."""
    empty = clause.get('empty', 'not_applicable')
    return NOT_DUE if empty == 'not_applicable' else share(0 if empty == 'zero' else 1)


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
    part = Fraction(target * office.months, months_between(office.start, office.last))
    return Fraction(math.ceil(100 * part), 100) if is_money(clause['actual']) else math.ceil(part)


def ratio(clause, office):
    scaled = is_money(clause['actual'])
    actual = office.count(clause['actual'])
    if 'of' in clause:
        target = office.count(clause['of'])
        if target == 0:
            return nothing(clause)
    elif office.months <= 0:
        return NOT_DUE
    else:
        target = target_of(clause, office)
        if target is None:
            return Counted('not_set', actual=actual)
        target = int(target * 100) if scaled else target
    return share(Fraction(actual, target) if target else 1, target=target, actual=actual, scaled=scaled)


def in_range(clause, office):
    n = office.count(clause['actual'])
    return share(1 if int(clause['low']) <= n <= int(clause['high']) else 0, actual=n)


def shortfall(clause, office):
    if office.months <= 0:
        return NOT_DUE
    actual, target = office.count(guarded(clause)), target_of(clause, office)
    return less(clause, hundredths(clause['deduct']) * max(0, target - actual), target=target, actual=actual)


def worth(event, record, word):
    """What one event costs or brings in hundredths, None where its code says nothing."""
    amount = event[word].get(record[event['by']]) if 'by' in event else event[word]
    return math.inf if amount == 'all' else None if amount is None else hundredths(amount)


def amounts(event, office, word):
    found = [worth(event, r, word) for r in office.select(event)]
    return [a for a in found if a is not None]


def per_event(clause, office):
    found = [(e, amounts(e, office, 'deduct')) for e in clause['events']]
    costs = [a for _, costs in found for a in costs]
    veto = next((e['veto'] for e, costs in found if costs and 'veto' in e), '')
    if math.inf in costs:
        return share(0, actual=len(costs), veto=veto)
    return less(clause, sum(costs), actual=len(costs), veto=veto)


def bonus(clause, office):
    found = [amounts(e, office, 'points') for e in clause['events']]
    lines = [min(sum(a), hundredths(e['cap'])) if 'cap' in e else sum(a) for e, a in zip(clause['events'], found)]
    total = min(sum(lines), hundredths(clause['cap'])) if 'cap' in clause else sum(lines)
    return Counted('scored', actual=sum(map(len, found)), points=lambda w: total)


def all_or_none(clause, office):
    events = sum(office.count(q) for q in clause['none'])
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
        return office.count(item['some']) > 0 and office.count(item['none']) == 0
    return office.count(item) >= int(item.get('least', 1))


# ---- Members ----

def each_member(clause, office):
    parts = [done_of_due(clause, office, m) for m in office.select(clause['members'])]
    parts = [p for p in parts if p is not None]
    if not parts:
        return nothing(clause)
    met = sum(p == 1 for p in parts)
    part = Fraction(sum(parts) if clause.get('mode') == 'mean' else met, len(parts))
    return share(part, target=len(parts), actual=met)


def done_of_due(clause, office, member):
    """How much of what is wanted one member has: a share of 1, or None where
    nothing is wanted yet."""
    if 'filled' in clause:
        return Fraction(sum(member.filled(f) for f in clause['filled']), len(clause['filled']))
    pairs = [pair for act in clause.get('acts', ()) for pair in acts_of(act, clause['members'], office, member)]
    for name in clause.get('duties', ()):
        duty = office.store.declared[clause['members']['count']].duties[name]
        pairs += owed(duty, clause['members'], office, member)
    due = sum(d for d, _ in pairs)
    return Fraction(sum(min(d, n) for d, n in pairs), due) if due else None


def acts_of(act, members, office, member):
    """What is wanted of one kind of act and what was done, by periods."""
    if act['via'] in office.store.declared[act['count']].sets:
        # One entry for many, such as the county's training: whoever wrote it.
        first, last = office.bounds(act)
        wanted = {id(r) for r in office.store.kinds[act['count']]
                  if first <= (day(r[act['date']]) or LONG_AGO) <= last
                  and office.has(member['unit'], day(r[act['date']]))
                  and office.meets(act.get('where', {}), r, act['count'])}
    else:
        wanted = {id(r) for r in office.select(act)}
    mine = [(day(r[act['date']]), int(r[act['amount']] or 0) if 'amount' in act else 1)
            for r in office.store.naming(act['count'], act['via'], member) if id(r) in wanted]
    pairs = [(int(act['need']), sum(n for _, n in mine))] if 'need' in act else []
    for months, word in ((1, 'per_month'), (3, 'per_quarter')):
        for first, last in office.whole_periods(months) if word in act else []:
            if all(office.there(members, member, d, d) for d in (first, last)):
                pairs.append((int(act[word]), sum(n for at, n in mine if first <= at <= last)))
    return pairs


def owed(duty, members, office, member):
    """The same of a duty of the kind, in its own periods and as its own days say; here
    too what another office did stays there."""
    if any(member[f] not in as_list(codes) for f, codes in duty.get('when', {}).items()):
        return []
    begin, end = day(member[duty['from']]), day(member[duty['until']]) or NEVER
    since, to = day(duty.get('since')) or day('0001-01-01'), day(duty.get('to')) or NEVER
    months = {'month': 1, 'quarter': 3, 'half_year': 6, 'year': 12}
    periods = office.whole_weeks() if duty['every'] == 'week' else office.whole_periods(months[duty['every']], True)
    done = duty['done']
    shared = done['via'] in office.store.declared[done['kind']].sets
    date = office.store.declared[done['kind']].dates[0]
    acts = [(day(r[date]), int(r[done['amount']] or 0) if 'amount' in done else 1)
            for r in office.store.naming(done['kind'], done['via'], member)
            if r[date] and office.has((member if shared else r)['unit'], day(r[date])) and office.meets(done.get('where', {}), r, done['kind'])]
    pairs = []
    for first, last in periods:
        lies = begin is not None and begin <= first and last < end and since <= first and last <= to
        if (lies and not any(paused(p, member, last) for p in duty.get('pauses', ()))
                and all(d in office.held(member['unit']) for d in (first, last))):
            pairs.append((int(duty.get('times', 1)), sum(n for at, n in acts if first <= at <= last)))
    return pairs


def paused(pause, member, date):
    first, last = day(member[pause['from']]), day(member[pause['until']]) or NEVER
    return first is not None and first < date <= last


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
                + returned * hundredths(clause.get('returned', 0)), target=due, actual=due - late - missing)


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
    months = {'month': 1, 'quarter': 3, 'half_year': 6, 'year': 12}[rule['every']]
    first = datetime.date(office.start.year, 1, 1)
    while first <= office.last:
        last = month_end(first + datetime.timedelta(31 * months - 31))
        limit = due_day(rule, first, last)
        whole = office.begin <= last <= office.until or not office.part_year
        if first >= office.start and whole and limit and limit <= office.as_of:
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
            and office.start <= day(r['inspected_on']) <= min(office.cutoff, office.as_of)]


def sample_score(clause, office):
    found = latest([(r['inspected_on'], r.rows('samples')) for r in inspections(clause, office)
                    if all('score' in s for s in r.rows('samples'))])
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
    return share(sum(grades) / len(grades), actual=len(grades))


def rate_max(clause, office):
    actual, population = office.count(clause['actual']), office.count(clause['of'])
    if population == 0:
        return nothing(clause)
    excess = max(Fraction(0), Fraction(100 * actual, population) - Fraction(clause['limit']))
    return less(clause, math.ceil(excess) * hundredths(clause['deduct']), target=population, actual=actual)


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
    other = counted(office.letter['clauses'][clause['as']], office)
    return Counted('same', target=other.target, actual=other.actual, scaled=other.scaled)


def elsewhere(clause, office):
    return Counted('elsewhere')


# The rule, and the keys it understands.
RULES = {
    'all_or_none': (all_or_none, 'none veto'), 'bonus': (bonus, 'events cap same_matter'),
    'checklist': (checklist, 'mode deduct items over yes'), 'coverage_days': (coverage_days, 'actual days least'),
    'delay': (delay, 'late free deduct'), 'each_member': (each_member, 'members mode filled acts duties'),
    'elsewhere': (elsewhere, 'at'), 'grade': (grade, 'factors entries'), 'guard': (guard, 'of where'),
    'manual': (manual, 'entries'), 'months_met': (months_met, 'actual every least while'),
    'per_event': (per_event, 'events'), 'print': (print_only, ''), 'range': (in_range, 'actual low high'),
    'rate_max': (rate_max, 'actual of limit deduct'), 'ratio': (ratio, 'actual target of'), 'same': (same, 'as'),
    'sample_score': (sample_score, ''), 'shortfall': (shortfall, 'actual target deduct'),
    'timely': (timely, 'return late missing returned'), 'window': (window, 'actual between least'),
}
COMMON = set('id number text unit weight rule applies empty verified shared twins until'.split())


def unknown_keys(clause):
    """What the letter says of a clause and nothing here looks at."""
    return set(clause) - COMMON - set(RULES[clause['rule']][1].split()) - {'guard', 'calendar'}


def counted(clause, office):
    rule = RULES[clause['rule']][0]
    if 'weight' not in clause:
        return rule(clause, office)
    if (day(clause.get('until')) or NEVER) < office.start:
        return Counted('off')
    if not office.applies(clause):
        return NOT_DUE
    found = rule(clause, office)
    if 'verified' in clause and office.count(clause['verified']) == 0:
        # A register without anybody waits as well.
        if found.standing in ('scored', 'not_due'):
            return Counted('unverified', target=found.target, actual=found.actual, scaled=found.scaled)
    return found
