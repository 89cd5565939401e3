# The letters say what their papers say: every piece of a clause stands in the
# sentence of its number, in order, and no word of the paper is left out.
command -v python3 >/dev/null || { echo "python3 is missing"; exit 1; }
exec python3 - <<'PY'
import re, sys, yaml

HEAD = re.compile(r'^([一二三四五六七])[、.](.+)$')
ITEM = re.compile(r'^(\d)[.、] ?(.*)$')

def offices(lines):
    """Sections 一 to 七, numbered sentences; a line without number goes on from the
    one before (the page breaks words), and there is no preamble and no signature."""
    said, section, last = {}, None, None
    for l in lines:
        if m := HEAD.match(l):
            section = m[1]
            said['title ' + section] = m[2]
        elif m := ITEM.match(l):
            last = section + m[1]
            said[last] = m[2]
        else:
            said[last] += l
    return said

def yuanqu(lines):
    """The same with a preamble, and what follows the sections is the signature."""
    said, section = {}, None
    for l in lines:
        if m := HEAD.match(l):
            section = m[1]
            said['title ' + section] = m[2]
        elif section and (m := ITEM.match(l)):
            said[section + m[1]] = m[2]
        elif l.startswith('今年是') or l.startswith('为进一步'):
            said['前言'] = said.get('前言', '') + l
        elif section:
            said['落款'] = (said.get('落款', '') + ' ' + l).strip()
    return said

LETTERS = [('yuanqu-2013', yuanqu, 'C', 65), ('office-letter', offices, 'B', 125)]

def wrong_in(name, read, prefix, count):
    lines = [l.rstrip('\n') for l in open('tests/fixtures/%s.txt' % name, encoding='utf-8')]
    letter = yaml.safe_load(open('config/letters/%s.yaml' % name, encoding='utf-8'))
    said, wrong = read(lines), []
    used = {k: [False] * len(v) for k, v in said.items()}
    clauses = [c for s in letter['sections'] for c in s['clauses']]
    ids = [c['id'] for c in clauses]
    if ids != [prefix + str(i) for i in range(1, count + 1)]:
        wrong.append('clauses are %s' % ids)
    for c in clauses:
        text, at = str(c['text']['zh']), 0
        sentence = said.get(c['number'])
        if sentence is None:
            wrong.append('%s: the paper has no number %s' % (c['id'], c['number']))
            continue
        for piece in text.split('…'):
            found = sentence.find(piece, at)
            if found < 0:
                wrong.append('%s: "%s" does not stand in "%s"' % (c['id'], piece, sentence))
                break
            at = found + len(piece)
            used[c['number']][found:at] = [True] * len(piece)
    for s in letter['sections']:
        key = 'title ' + s['number']
        if s['number'] and said.get(key) != s['title']['zh']:
            wrong.append('section %s is called "%s"' % (s['number'], said.get(key)))
        used.pop(key, None)
    for number, marks in used.items():
        left = ''.join(ch for ch, m in zip(said[number], marks) if not m)
        if re.search(r'\w', left):
            wrong.append('%s: no clause has "%s" of "%s"' % (number, left, said[number]))
    total = sum(round(float(c.get('weight', 0)) * 100) for c in clauses)
    if total != 10000 or letter['template'] is not True:
        wrong.append('weights sum to %d, template: %s' % (total, letter['template']))
    return wrong

bad = False
for letter in LETTERS:
    for w in wrong_in(*letter):
        print('%s: %s' % (letter[0], w))
        bad = True
    if not bad:
        print('%s: %d clauses are the paper\'s own words' % (letter[0], letter[3]))
sys.exit(bad)
PY
