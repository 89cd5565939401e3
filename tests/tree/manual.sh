# The manual and the program name the same things: every key and word that a
# loader takes, every option, variable, exit code and key, and nothing else.
exec python3 - <<'PY'
import glob, re, sys

bad = 0
def say(*words):
    global bad
    bad = 1
    print(*words)

def read(path):
    return open(path, encoding="utf-8").read()

def page(name):
    return read("man/" + name)

MACROS = {"Cm", "Fl", "Li", "Ql", "Pq", "Ar", "Em", "Ev", "Pa", "Ta", "Xr", "Oo", "Oc", "Op", "Sx", "No", "It"}
def marked(text, macro):
    """Words after a macro, up to the next one."""
    words = set()
    for line in text.splitlines():
        if not line.startswith("."):
            continue
        on = False
        for word in line[1:].split():
            if word in MACROS:
                on = word == macro
            elif on and word not in ",;.:()[]|":
                words.add(word)
    return words

# ---- configuration: arrays of words in the loaders, by page and function ----

WORD = re.compile(r'"([a-z][a-z_0-9]*)"')
ARRAY = re.compile(r'(?:static )?const char \*const (\w+)\[[^\]]*\] = \{(.*?)\};', re.S)
FUNCTION = re.compile(r'^[a-z][^\n;]*?\**(\w+)\([^;{]*\)\n\{', re.M)

def arrays(path):
    text = read(path)
    heads = [(m.start(), m.group(1)) for m in FUNCTION.finditer(text)]
    for m in ARRAY.finditer(text):
        inside = [name for at, name in heads if at < m.start()]
        yield inside[-1] if inside else "", set(WORD.findall(m.group(2)))

def table(path, name):
    m = re.search(r'\b' + name + r'\[[^\]]*\] = \{(.*?)\n\};|\b' + name + r'\[[^\]]*\] = (\{\{.*?\}\});', read(path), re.S)
    return set(WORD.findall(m.group(1) or m.group(2)))

def compared(path):
    return set(re.findall(r'strcmp\(\w+(?:->text)?, "([a-z_]+)"\)', read(path)))

MODEL, SCORE = "core/model/", "core/score/"
taken = {p: set() for p in ("kind", "codes", "calendar", "return", "letter", "paper", "rate", "ladder", "dossier")}
def take(page_name, path, skip=()):
    for function, words in arrays(path):
        if function not in skip:
            taken[page_name] |= words

take("kind", MODEL + "kind.c")
for part in ("parts", "check", "clock", "derive", "flow", "duty", "entries", "hand", "fair"):
    take("kind", MODEL + "kind_%s.c" % part)
take("kind", MODEL + "config.c", skip=("link_calendar",))
taken["kind"] |= table(MODEL + "field.c", "types")
take("dossier", "core/work/dossier_load.c", skip=("read_kind",))
for part in ("load", "block", "text"):
    take("paper", "core/work/paper_%s.c" % part)
taken["paper"] |= table("core/work/paper_block.c", "defs")
take("rate", "core/work/rate_load.c")
take("ladder", "core/work/ladder_load.c")
take("codes", MODEL + "codelist.c")
for function, words in arrays(MODEL + "config.c"):
    if function == "link_calendar":
        taken["calendar"] |= words
take("return", SCORE + "returns.c")
take("return", SCORE + "table.c")
taken["return"] |= compared(SCORE + "returns.c") | compared(SCORE + "table.c") | compared(SCORE + "each.c")
taken["return"] |= table(SCORE + "returns.c", "cadence")
for path in [SCORE + part + ".c" for part in ("letter", "rule", "common", "typed", "measure", "place_read")] + glob.glob(SCORE + "rules_*.c"):
    take("letter", path)
    taken["letter"] |= compared(path)
take("letter", MODEL + "where.c")
taken["letter"] |= table(MODEL + "where.c", "words") | table(MODEL + "where_ops.c", "ops")
for built_in in ("unit", "holder", "entered", "id"):
    taken["letter"].add(built_in)
rules = set()
for path in glob.glob(SCORE + "rules_*.c"):
    rules |= set(re.findall(r'^\t\{"([a-z_]+)", \w+, \w+_compile', read(path), re.M))

for name, words in taken.items():
    if len(words) < 4:
        say("nothing was found in the loaders of", name)
    text = page("sifa-%s.5" % name)
    told = marked(text, "Cm")
    languages = {"zh", "en"}
    for word in sorted(words - told - languages):
        say("sifa-%s(5) says nothing of %s" % (name, word))
    values = {"yes", "no", "true", "false"}
    for word in sorted(told - words - values - rules):
        say("sifa-%s(5) describes %s, which no loader takes" % (name, word))
headings = " ".join(re.findall(r"^\.Ss (.*)", page("sifa-letter.5"), re.M)).replace(",", "").split()
for rule in sorted(rules - set(headings)):
    say("sifa-letter(5) has no section for the rule", rule)
if len(rules) < 19:
    say("only", len(rules), "rules were found")

# ---- sifa(1) ----

manual = page("sifa.1")
main = read("tui/main.c")
sources = [main] + [read(p) for p in glob.glob("tui/verb/*.c") + glob.glob("tui/demo/*.c")]
options = set()
for text in sources:
    options |= set(re.findall(r'"--([a-z0-9-]+)"', text))
told = {w[1:] for w in marked(manual, "Fl") if w.startswith("-")}
for o in sorted(options - told):
    say("sifa(1) says nothing of --" + o)
for o in sorted(told - options):
    say("sifa(1) describes --%s, which nobody takes" % o)

verbs = {m for p in glob.glob("tui/verb/*.c") for m in re.findall(r'const struct verb verb_\w+ = \{\s*"(\w+)"', read(p))}
for v in sorted(verbs):
    if not re.search(r"^\.It Cm %s\b" % v, manual, re.M):
        say("sifa(1) says nothing of the verb", v)

variables = set()
for path in glob.glob("tui/*.c") + glob.glob("tui/*/*.c") + glob.glob("core/*/*.c"):
    variables |= set(re.findall(r'getenv\("(\w+)"\)', read(path)))
variables.discard("SIFA_TEST")
for v in sorted(variables ^ (marked(manual, "Ev") - {","})):
    say("sifa(1) and the program do not agree on the variable", v)

codes = set(re.findall(r"\{SIFA_\w+, (\d+)\}", read("tui/lang.c")))
status = manual[manual.index(".Sh EXIT STATUS"):manual.index(".Sh EXAMPLES")]
told = set(re.findall(r"\d+", " ".join(re.findall(r"^\.It (.*)", status, re.M))))
for c in sorted(codes - told):
    say("sifa(1) says nothing of exit status", c)

keys = manual[manual.index(".Sh KEYS"):manual.index(".Sh ENVIRONMENT")].replace("\\&", "")
told = [m.split() for m in re.findall(r"^\.It Li (.*) Ta ", keys, re.M)]
table_of_keys = re.sub(r"\^([A-Z])", r"Ctrl-\1", read("tui/desk/cmd.c"))
table_of_keys = re.sub(r"\bS-", "Shift-", table_of_keys)
commands = re.findall(r'\[CMD_\w+\] = \{\s*"([a-z-]+)".*?"([^"]*)"\},?\n', table_of_keys, re.S)
if len(commands) < 30:
    say("the table of commands was not found")
for name, bound in commands:
    if not any(set(bound.split()) <= set(t) for t in told):
        say("sifa(1) says nothing of the keys", bound, "for", name)
for t in told:
    for key in t:
        if key not in ("Li", ",") and not any(key in bound.split() for _, bound in commands):
            say("sifa(1) names the key %s, which does nothing" % key)

# ---- on one screen a key means one thing ----

bound = {m[1]: m[2].split() for m in re.finditer(
    r'\[(CMD_\w+)\] = \{\s*"[a-z-]+".*?"([^"]*)"\},?\n', read("tui/desk/cmd.c"), re.S)}
MOVES = " CMD_UP CMD_DOWN CMD_PGUP CMD_PGDN CMD_HOME CMD_END "
# There F2 matches while rows are left, and says done when none is.
TWICE = {("match_cmds", "F2")}
screens = 0
for path in sorted(glob.glob("tui/desk/*.c")):
    for m in re.finditer(r"screen_cmd (\w+)\[\] = \{(.*?)\};", read(path), re.S):
        seen = {}
        screens += 1
        for c in re.findall(r"CMD_\w+", m[2].replace("SCREEN_MOVES", MOVES)):
            for key in bound.get(c, []):
                if key in seen and (m[1], key) not in TWICE:
                    say("%s: the key %s is both %s and %s" % (path, key, seen[key], c))
                seen.setdefault(key, c)
if screens < 20:
    say("the tables of the screens were not found")
sys.exit(bad)
PY
