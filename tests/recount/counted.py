"""What a rule counted, before any weight is known, and how that becomes points."""
from fractions import Fraction

from records import half_up, hundredths


def rounded(x):
    """Half up, what is below nothing as what is above."""
    return half_up(x) if x >= 0 else -half_up(-x)


class Counted:
    def __init__(self, standing='scored', target=None, actual=0, points=lambda w: 0, scaled=False, veto='', late=0):
        self.standing, self.target, self.actual, self.points = standing, target, actual, points
        self.scaled = scaled  # target and actual are hundredths
        self.veto = veto  # what its events bar from
        self.late = late  # returns late or missing


NOT_DUE = Counted('not_due')


def share(part, most=1, **words):
    """Points as a share of the weight, at least nothing and at most all."""
    part = max(Fraction(0), min(Fraction(most), Fraction(part)))
    return Counted(points=lambda w: half_up(w * part), **words)


def less(clause, deduction, **words):
    """The letter's weight less a deduction in hundredths, down to its floor, worth
    as much of the weight it has now."""
    floor, whole = clause.get('floor', '0'), hundredths(clause['weight'])
    left = whole - deduction if floor == 'none' else max(hundredths(floor), whole - deduction)
    return Counted(points=lambda w: rounded(Fraction(left * w, whole)), **words)


def nothing(clause, scaled=False):
    """There is nothing to divide by."""
    empty = clause.get('empty', 'not_applicable')
    return NOT_DUE if empty == 'not_applicable' else share(0 if empty == 'zero' else 1, scaled=scaled)
