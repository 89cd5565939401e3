"""The rule each_member: what is wanted of every one of many, and what each has."""
from fractions import Fraction

from counted import nothing, share
from measures import MONTHS
from records import LONG_AGO, NEVER, as_list, day


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
    periods = office.whole_weeks() if duty['every'] == 'week' else office.whole_periods(MONTHS[duty['every']], True)
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
