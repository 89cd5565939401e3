"""Places: what the sheets of all offices make of each other."""
import datetime
import math
from fractions import Fraction

from counted import rounded
from measures import Office, latest
from records import LONG_AGO, NEVER, as_text, day, hundredths
from rules import HARDEST, counted
from sheets import sheet

BONUS = ('bonus', 'rank_bonus')


class Scored:
    """The sheet of one office as far as its place goes by it."""

    def __init__(self, letter, store, unit, as_of):
        self.office, self.unit = Office(store, letter, unit, as_of), unit
        self.found = {i: counted(c, self.office) for i, c in letter['clauses'].items()}
        self.lines = sheet(letter, self.found)
        self.sections = [section(letter, self.lines, s) for s in letter['sections']]
        self.extra = sum(self.of(i) for i, c in letter['clauses'].items() if c['rule'] in BONUS)
        self.bonus = self.extra - self.beyond_caps(letter)
        self.points = max(0, sum(points for _, points in self.sections) - self.extra + self.bonus)
        self.vetoes = {line['veto'] for line in self.lines.values()} - {''}
        self.late = sum(c.late for c in self.found.values())
        closed = day(unit['closed_on']) or NEVER
        self.stands = (day(unit['established_on']) or LONG_AGO) <= as_of < closed

    def of(self, clause):
        return hundredths(self.lines[clause]['points'])

    def beyond_caps(self, letter):
        """What clauses of one group have more than its cap."""
        return sum(max(0, sum(self.of(i) for i, c in letter['clauses'].items() if c.get('group') == group)
                       - hundredths(most)) for group, most in letter.get('caps', {}).items())


def section(letter, lines, s):
    """Its weight and points in hundredths, of these no less than nothing."""
    weight, points = (sum(hundredths(lines[c['id']][f]) for c in s['clauses']) for f in ('weight', 'points'))
    return weight, max(0, points)


def blended(letter, store, scored, as_of):
    """The points that count in the ranking, in hundredths."""
    if 'blend' not in letter:
        return scored.points
    parts = [(int(p['share']), part_of(p, letter, store, scored, as_of)) for p in letter['blend']]
    parts = [(share, points) for share, points in parts if points is not None]
    return rounded(Fraction(sum(s * p for s, p in parts), sum(s for s, _ in parts))) if parts else 0


def part_of(part, letter, store, scored, as_of):
    office = scored.office
    if 'entries' in part:
        found = latest([(r[part['entries']['date']], r[part['points']]) for r in office.select(part['entries'])])
        return Fraction(sum(map(int, found)), len(found)) if found else None
    if 'as_of' not in part:
        return scored.points
    month, number = map(int, part['as_of'].split('-'))
    then = next(d for d in (datetime.date(y, month, number) for y in (office.start.year, office.start.year + 1))
                if d >= office.start)
    return scored.points if then >= as_of else Scored(letter, store, scored.unit, then).points


def ranking(letter, store, as_of, everyone):
    """Office -> what the line of the ranking says of it."""
    places = {}
    ranks, money = letter.get('ranks', {}), letter.get('money')
    for s in everyone:
        s.counts = 0 if 'total' in s.vetoes else blended(letter, store, s, as_of)
        s.key = (s.counts,) + tuple(tie(letter, s, word) for word in ranks.get('ties', ()))
        s.tier = ''
    standing = [s for s in everyone if s.stands]
    groups = {}
    for s in standing:
        groups.setdefault(s.unit['group_size'], []).append(s)
    if 'tiers' in letter:
        for peers in groups.values() if ranks.get('groups') == 'yes' else [standing]:
            fill_tiers(letter, peers)
    least = min((s.key for s in standing), default=())
    for s in everyone:
        peers = groups.get(s.unit['group_size'], [])
        last = ranks.get('last') == 'no_award' and s.key == least and any(o.key != least for o in standing)
        places[s.unit['name']] = {
            'points': as_text(s.counts), 'bonus': as_text(s.bonus),
            'raw': as_text(sum(s.of(i) for i in s.lines)),
            'rank': rank(s, standing), 'of': str(len(standing)),
            'group_rank': rank(s, peers), 'group_of': str(len(peers)), 'tier': s.tier,
            'award': 'no' if s.vetoes or last and s.stands else 'yes',
            'money': as_text(paid(money, s)) if money else ''}
    return places


def rank(s, peers):
    return str(1 + sum(o.key > s.key for o in peers)) if s.stands else ''


def tie(letter, s, word):
    """The more the better."""
    if word == 'veto':
        return -max(HARDEST.index(veto) for veto in s.vetoes | {''})
    if word == 'late':
        return -s.late
    heavy = sorted(range(len(s.sections)), key=lambda n: -sum(
        hundredths(c.get('weight', 0)) for c in letter['sections'][n]['clauses']))
    return tuple(s.sections[n][1] for n in heavy)


def fill_tiers(letter, peers):
    """From the best tier down: whoever has the points, by rank, while there is room for
    all of one rank."""
    best = [t['id'] for t in letter['tiers']].index(letter.get('veto_tier', letter['tiers'][-1]['id']))
    left = sorted(peers, key=lambda s: s.key, reverse=True)
    for n, t in enumerate(letter['tiers']):
        room = len(peers) if 'number' not in t and 'share' not in t else int(
            t['number'] if 'number' in t else len(peers) * Fraction(t['share']) / 100)
        may = [s for s in left if s.counts >= hundredths(t['min']) and (n >= best or not s.vetoes & {'tier', 'total'})]
        while may and sum(s.key == may[0].key for s in may) <= room:
            taken = [s for s in may if s.key == may[0].key]
            for s in taken:
                s.tier = t['id']
                left.remove(s)
                may.remove(s)
            room -= len(taken)


def paid(money, s):
    """In hundredths of a yuan."""
    if s.counts < hundredths(money.get('least', 0)):
        return 0
    price = money.get('groups', {}).get(s.unit['group_size'], money['price'])
    return rounded(Fraction(hundredths(price) * s.counts, 100))
