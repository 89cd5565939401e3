# The letters say what their papers say: every piece of a clause stands in the sentence
# of its number, in order, and no word of a paper is left out.
command -v python3 >/dev/null || { echo "python3 is missing"; exit 1; }
exec python3 - <<'PY'
import re, sys, yaml

wrong = []


def lines(name):
    return [l.rstrip('\n') for l in open('tests/fixtures/%s.txt' % name, encoding='utf-8')]


# Each reads a paper: the sentences by number, and the titles of sections by theirs.
def yuanqu(paper):
    said, title, section = {}, {}, None
    for l in paper:
        item = re.match(r'^(\d)[.、] ?(.*)$', l)
        if m := re.match(r'^([一二三四五六])[、.](.+)$', l):
            section = m[1]
            title[section] = m[2]
        elif section and item:
            said[section + item[1]] = item[2]
        elif l.startswith('今年是') or l.startswith('为进一步'):
            said['前言'] = said.get('前言', '') + l
        elif section:
            said['落款'] = (said.get('落款', '') + ' ' + l).strip()
    return said, title


# A line without a number goes on from the one before: the page breaks words.
def offices(paper):
    said, title, section, last = {}, {}, None, None
    for l in paper:
        if m := re.match(r'^([一二三四五六七])[、.](.+)$', l):
            section = m[1]
            title[section] = m[2]
        elif m := re.match(r'^(\d)[.、] ?(.*)$', l):
            last = section + m[1]
            said[last] = m[2]
        else:
            said[last] += l
    return said, title


def huanggang(paper):
    said, title, section = {}, {}, '文头'
    for l in paper:
        if m := re.match(r'^([一二三])、(.+)$', l):
            section = m[1]
            if section != '三':  # its parts are the sections
                title[section] = m[2]
        elif m := re.match(r'^(\([一二三四五六七]\))(.+)$', l):
            section = '三' + m[1]
            title[section] = m[2]
        elif m := re.match(r'^(\d)、(.+)$', l):
            said[section + m[1]] = m[2]
        else:
            # 一是 … 二是 …: a number of its own each
            parts = re.split('(?=[一二三四]是(?:放宽|扩大|定期|拓展|进一步|按照|结合|加大))', l)
            for part in parts:
                key = section + (part[0] if part[1:2] == '是' else '')
                said[key] = (said.get(key, '') + ' ' + part).strip()
    return said, title


def check(name, paper, read, n):
    said, title = read(paper)
    letter = yaml.safe_load(open('config/letters/%s.yaml' % name, encoding='utf-8'))
    used = {k: [False] * len(v) for k, v in said.items()}
    clauses = [c for s in letter['sections'] for c in s['clauses']]
    ids = [c['id'] for c in clauses]
    if sorted(ids) != sorted('%s%d' % (n[0], i) for i in range(1, n[1] + 1)):
        wrong.append('%s: clauses are %s' % (name, ids))
    for c in clauses:
        at, sentence = 0, said.get(c['number'])
        if sentence is None:
            wrong.append('%s: the paper has no number %s' % (c['id'], c['number']))
            continue
        for piece in str(c['text']['zh']).split('…'):
            found = sentence.find(piece, at)
            if found < 0:
                wrong.append('%s: "%s" does not stand in "%s"' % (c['id'], piece, sentence))
                break
            at = found + len(piece)
            used[c['number']][found:at] = [True] * len(piece)
    for s in letter['sections']:
        if s['number'] and title.pop(s['number'], None) != s['title']['zh']:
            wrong.append('%s: section %s has another title' % (name, s['number']))
    wrong.extend('%s: no section %s' % (name, t) for t in title)
    for number, marks in used.items():
        left = ''.join(ch for ch, m in zip(said[number], marks) if not m)
        if re.search(r'\w', left):
            wrong.append('%s: no clause has "%s" of "%s"' % (number, left, said[number]))
    total = sum(round(float(c.get('weight', 0)) * 100) for c in clauses)
    if total != 10000 or letter['template'] is not True:
        wrong.append('%s: weights sum to %d, template: %s' % (name, total, letter['template']))
    return len(clauses)


n = check('yuanqu-2013', lines('yuanqu-2013'), yuanqu, ('C', 65))
n += check('huanggang-2011', lines('huanggang-2011'), huanggang, ('A', 117))
n += check('office-letter', lines('office-letter'), offices, ('B', 125))
print('\n'.join(wrong) or '%d clauses are the papers\' own words' % n)
sys.exit(bool(wrong))
PY
