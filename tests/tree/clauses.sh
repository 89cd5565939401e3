# The letter of 2013 says what the paper says: every piece of a clause stands in
# the sentence of its number, in order, and no word of the paper is left out.
command -v python3 >/dev/null || { echo "python3 is missing"; exit 1; }
exec python3 - <<'PY'
import re, sys, yaml

PAPER = 'tests/fixtures/yuanqu-2013.txt'
lines = [l.rstrip('\n') for l in open(PAPER, encoding='utf-8')]
head = re.compile(r'^([一二三四五六])[、.](.+)$')
item = re.compile(r'^(\d)[.、] ?(.*)$')
said, section, first = {}, None, True
for l in lines:
    if m := head.match(l):
        section = m[1]
        said['title ' + section] = m[2]
    elif section and (m := item.match(l)):
        said[section + m[1]] = m[2]
    elif l.startswith('今年是') or l.startswith('为进一步'):
        said['前言'] = said.get('前言', '') + l
    elif section and not item.match(l):
        said['落款'] = (said.get('落款', '') + ' ' + l).strip()

letter = yaml.safe_load(open('config/letters/yuanqu-2013.yaml', encoding='utf-8'))
wrong = []
used = {k: [False] * len(v) for k, v in said.items()}
clauses = [(s, c) for s in letter['sections'] for c in s['clauses']]
ids = [c['id'] for _, c in clauses]
if ids != ['C%d' % i for i in range(1, 66)]:
    wrong.append('clauses are %s' % ids)
for s, c in clauses:
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
total = sum(round(float(c.get('weight', 0)) * 100) for _, c in clauses)
if total != 10000 or letter['template'] is not True:
    wrong.append('weights sum to %d, template: %s' % (total, letter['template']))
print('\n'.join(wrong) or '65 clauses are the paper\'s own words')
sys.exit(bool(wrong))
PY
