#!/usr/bin/env python3
"""Recounts the tables of returns as recount.py does letters, from config/returns and
the exported records alone, and compares every cell with sifa.

    tables.py CONFIG DIR SEED TODAY

DIR holds csv/KIND.csv and tables/TABLE,PERIOD,UNIT.csv, what `sifa return table TABLE
PERIOD --office UNIT --format csv` printed, for all units and the county. A column or
row with a key that is not known here is refused.

Growth and shares are rounded half up, what is below nothing as its opposite.
"""
import csv
import datetime
import os
import sys
from fractions import Fraction

from measures import MEASURE, MONTHS, ONE_DAY, Office, month_end, period_end
from records import Store, as_list, day, half_up, read_yaml

ROW = set('id label unit level measure money at by sum percent mean head'.split())
COLUMN = set('id label count change month'.split())


class Span(Office):
    """A unit, and the days of one column: whatever it signed, and if it stands or not."""

    def __init__(self, store, code, first, last):  # pylint: disable=super-init-not-called
        self.store, self.code, self.letter = store, code, {'letter': ''}
        self.seen, self.held_days, self.parts = {}, {}, {}
        self.had = store.had.setdefault(code, {})
        self.start = self.begin = first
        self.last = self.end = self.until = self.cutoff = self.as_of = self.today = last
        self.all_year = first, last

    def held(self, code):
        """Stock looks at the last day alone."""
        if code not in self.held_days:
            self.held_days[code] = [self.end] if self.has(code, self.end) else []
        return self.held_days[code]


def last_day(table, last):
    """The last day that a return ending with a month counts."""
    number = (table.get('cutoff') or 'period')
    return last if number == 'period' else last.replace(day=min(int(number['day']), last.day))


def days(table, first):
    """First and last day that the return of a period counts."""
    return last_day(table, first - ONE_DAY) + ONE_DAY, last_day(table, period_end(first, MONTHS[table['every']]))


def column_days(column, table, first, today):
    """The days of a column; None where it is empty."""
    if column['count'] == 'year_before':
        return days(table, first.replace(year=first.year - 1))
    if column['count'] == 'year':
        return days(table, first.replace(month=1))[0], days(table, first)[1]
    if column['count'] == 'month':
        month = first.replace(month=int(column['month']))
        return (month, month_end(month)) if month <= today else None
    return days(table, first)


class Table:
    def __init__(self, config, name):
        self.of = read_yaml(config, 'returns', name + '.yaml')
        self.config, self.rows = config, []
        for column in self.of['columns']:
            assert not set(column) - COLUMN, column
        for row in self.of['rows']:
            assert not set(row) - ROW, row
            for query in as_list(row.get('measure', [])):
                assert not set(query) - MEASURE, query

    def expand(self, store):
        """Rows, those by code one for each code of the list."""
        for row in self.of['rows']:
            if 'by' not in row:
                self.rows.append(row)
                continue
            query = row['measure']
            kind = query.get('count') or query.get('sum') or query.get('distinct')
            codes = read_yaml(self.config, 'codes', store.declared[kind].codes[row['by']] + '.yaml')
            for code in codes['codes']:
                self.rows.append(dict(row, id='%s.%s' % (row['id'], code['id']), measure=dict(
                    query, where={'any': [query.get('where', {})], 'not': {'not': {row['by']: code['id']}}})))
        return self

    def column(self, store, code, first, last):
        """Row -> its exact figure, None where there is none."""
        now, before = Span(store, code, first, last), Span(store, code, first - ONE_DAY, first - ONE_DAY)
        found = {row['id']: (before if row.get('at') == 'opening' else now).count(row['measure'])
                 for row in self.rows if 'measure' in row}
        wanted = [row for row in self.rows if 'id' in row and 'measure' not in row]
        while wanted:
            row = next(r for r in wanted if all(part.lstrip('-') in found for part in parts_of(r)))
            found[row['id']] = worked_out(row, found)
            wanted.remove(row)
        return found

    def forms(self, store):
        """Row -> how it is printed."""
        forms = {}
        for row in self.rows:
            if 'measure' in row:
                query = row['measure'].get('all', [row['measure']])[0]
                money = query.get('field') in store.declared[query['sum']].money if 'sum' in query else False
                forms[row['id']] = row.get('money', 'wan') if money else 'number'
            elif 'id' in row:
                forms[row['id']] = 'percent' if 'percent' in row else 'mean' if 'mean' in row else None
        while None in forms.values():
            for row in self.rows:
                if 'sum' in row:
                    forms[row['id']] = forms[row['sum'][0].lstrip('-')]
        return forms


def parts_of(row):
    return row.get('sum') or row.get('percent') or row.get('mean')


def worked_out(row, found):
    if 'sum' in row:
        return sum(-found[r[1:]] if r.startswith('-') else found[r] for r in row['sum'])
    part, whole = (found[r] for r in parts_of(row))
    return None if not whole else Fraction(part, whole) * (100 if 'percent' in row else 1)


def change(form, before, now):
    """By the numbers printed, where those are worked out."""
    if before is None or now is None:
        return None
    if form in ('percent', 'mean'):
        before, now = (Fraction(printed(form, n)) for n in (before, now))
    if form == 'percent':
        return now - before
    return Fraction(now - before, before) * 100 if before > 0 else None


def printed(form, figure):
    if figure is None:
        return ''
    places, unit = {'number': (0, 1), 'wan': (2, 10 ** 6), 'yuan': (2, 100), 'percent': (1, 1), 'mean': (2, 1)}[form]
    number = half_up(abs(Fraction(figure)) / unit * 10 ** places)
    text = str(number).rjust(places + 1, '0')
    return ('-' if figure < 0 and number else '') + (text[:-places] + '.' + text[-places:] if places else text)


def recounted(table, store, code, first, today):
    """Row -> column -> text."""
    columns, forms = {}, table.forms(store)
    for column in table.of['columns']:
        if 'change' in column:
            continue
        span = column_days(column, table.of, first, today)
        columns[column['id']] = table.column(store, code, *span) if span else dict.fromkeys(forms)
    cells = {row: {name: printed(form, column[row]) for name, column in columns.items()}
             for row, form in forms.items()}
    for column in table.of['columns']:
        for row, form in forms.items() if 'change' in column else ():
            before, now = (columns[c][row] for c in column['change'])
            cells[row][column['id']] = printed('percent', change(form, before, now))
    return cells


def first_day(period):
    """2013, 2013-05, 2013-Q2, 2013-H1."""
    year, part = int(period[:4]), period[5:]
    month = (int(part[1:]) - 1) * {'Q': 3, 'H': 6}[part[0]] + 1 if part and part[0] in 'QH' else int(part or 1)
    return datetime.date(year, month, 1)


def main():
    config, folder, seed, today = sys.argv[1:]
    store, wrong, tables = Store(config, folder, ()), 0, {}
    for name in sorted(os.listdir(os.path.join(folder, 'tables'))):
        table, period, code = name[:-len('.csv')].split(',')
        if table not in tables:
            tables[table] = Table(config, table).expand(store)
        cells = recounted(tables[table], store, code, first_day(period), day(today))
        with open(os.path.join(folder, 'tables', name), newline='', encoding='utf-8') as f:
            theirs = {line['cell']: line for line in csv.DictReader(f) if line['cell']}
        if list(theirs) != list(cells):
            print('seed %s %s %s: rows are not those of the table' % (seed, table, period))
            wrong += 1
        for row in set(theirs) & set(cells):
            for column, text in cells[row].items():
                if text != theirs[row][column]:
                    print('seed %s %s %s %s %s %s: recounted %s, sifa %s'
                          % (seed, table, period, code, row, column, text, theirs[row][column]))
                    wrong += 1
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
