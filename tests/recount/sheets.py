"""A letter and the sheet that it makes of an office."""
import math
from fractions import Fraction

from measures import Office, MEASURE
from members import done_of_due
from records import as_text, hundredths, read_yaml
from rules import counted, guarded, unknown_keys

COUNTS_FOR_NOTHING = ('not_due', 'not_set', 'off', 'elsewhere')
BESIDE_MEASURE = set('label deduct veto via need per_month per_quarter begin end points by least cap amount matter'.split())


def read_letter(config, name):
    letter = read_yaml(config, 'letters', name + '.yaml')
    clauses = {c['id']: c for s in letter['sections'] for c in s['clauses']}
    for c in clauses.values():
        c.pop('unit', None)
        if unknown_keys(c):
            raise SystemExit('%s %s: nothing here counts %s' % (name, c['id'], ', '.join(sorted(unknown_keys(c)))))
        for query in measures(c):
            if set(query) - MEASURE - BESIDE_MEASURE:
                raise SystemExit('%s %s: a measure that nothing here counts: %s' % (name, c['id'], query))
        if c['rule'] == 'guard':
            clauses[c['of']]['guard'] = c
        if 'return' in c:
            c['calendar'] = read_yaml(config, 'returns', c['return'] + '.yaml')
    letter['clauses'] = clauses
    return letter


def measures(node):
    """All measures of a clause."""
    if isinstance(node, dict):
        if set(node) & {'count', 'sum', 'distinct'}:
            yield node
        for key, value in node.items():
            if key != 'guard':
                yield from measures(value)
    elif isinstance(node, list):
        for value in node:
            yield from measures(value)


def redistribute(letter, found):
    """Weights, when what is not due or not set gives its own to all others in
    proportion: rounded down, the hundredths left over to the largest rests."""
    total = hundredths(letter['total'])
    base = {i: hundredths(letter['clauses'][i]['weight']) for i, c in found.items()
            if 'weight' in letter['clauses'][i] and c.standing in ('scored', 'unverified', 'unjudged')}
    exact = {i: Fraction(w * total, sum(base.values())) for i, w in base.items()}
    weight = {i: math.floor(w) for i, w in exact.items()}
    for i in sorted(exact, key=lambda i: weight[i] - exact[i])[:total - sum(weight.values())]:
        weight[i] += 1
    return weight


def count_all(letter, store, unit, as_of):
    """Clause id -> what was counted for it."""
    office = Office(store, letter, unit, as_of)
    return {i: counted(c, office) for i, c in letter['clauses'].items()}


def sheet(letter, found):
    """Clause id -> what the program ought to print."""
    weights, lines = redistribute(letter, found), {}
    for i, c in found.items():
        weight = weights.get(i, 0)
        points = c.points(weight) if c.standing == 'scored' else 0
        number = as_text if c.scaled else str
        lines[i] = {'standing': c.standing, 'weight': as_text(weight), 'points': as_text(points),
                    'target': '' if c.target is None else number(c.target), 'actual': number(c.actual),
                    'veto': c.veto}
    return lines


def compared(standing):
    """What a line says; one that counts for nothing says nothing of numbers."""
    words = ['standing', 'weight', 'points', 'veto']
    return words if standing in COUNTS_FOR_NOTHING else words + ['target', 'actual']


# ---- Records behind a clause -----------------------------------------------------

# The rest of a population is listed beside what was counted of it.
ROLES = {'each_member': ('counted', 'population'), 'guard': ('lacks the evidence',),
         'per_event': ('against',), 'all_or_none': ('against',), 'rate_max': ('against',),
         'delay': ('counted', 'against')}


def behind(clause, office):
    """The numbers of the records that make a clause's actual, and the roles sifa lists them in."""
    roles = ROLES.get(clause['rule'], ('counted',))
    if not office.applies(clause):
        return set(), roles
    parts = clause.get('events') or clause.get('none') or clause.get('late') or [clause.get('actual')]
    if clause['rule'] == 'guard':
        count = office.letter['clauses'][clause['of']]['actual']
        kind = count.get('count') or count.get('sum') or count.get('distinct')
        return {r.id for r in office.select(count) if not office.meets(clause['where'], r, kind)}, roles
    if clause['rule'] == 'each_member':
        return {r.id for r in office.select(clause['members']) if done_of_due(clause, office, r) is not None}, roles
    if 'guard' in clause:
        parts = [guarded(clause)]
    return {r.id for part in parts for q in part.get('all', [part]) for r in office.select(q)}, roles
