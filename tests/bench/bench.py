"""What the rows share: folders, building, timed children, the table."""
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"))
SIFA = os.path.join(BUILD, "sifa")
OUT = os.path.join(BUILD, "bench")  # programs; and what a run makes, below work/
WORK = os.path.join(OUT, "work")
SIZES = [int(n) for n in os.environ.get("SIZES", "100000 1000000").split()]
SMALL = 10_000
NOW = "2014-06-30"  # past every date in the data
OFFICES = 20


class Differs(Exception):
    """The two sides did not do the same work."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def human(n):
    return f"{n // 1_000_000}M" if n >= 1_000_000 else f"{n // 1000}k"


# ---- programs and data ------------------------------------------------------

def build():
    """Compiles the programs of this folder: (name, what it links with)."""
    core = [os.path.join(BUILD, "libsifa.a"), "-llmdb", "-lyaml", "-lsodium"]
    os.makedirs(OUT, exist_ok=True)
    for name, libs in (("gen", []), ("sqlside", ["-lsqlite3"]), ("score", core),
                       ("ledger", core), ("save", core)):
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-D_GNU_SOURCE", "-O2", "-o",
                        tool(name), os.path.join(HERE, name + ".c"), *libs], check=True)


def tool(name):
    return os.path.join(OUT, name)


def work(*parts):
    return os.path.join(WORK, *parts)


def data(what, n=None):
    """A CSV of gen.c, made once a run."""
    path = work(f"{what}-{n}.csv" if n else f"{what}.csv")
    if not os.path.exists(path):
        with open(path, "wb") as f:
            subprocess.run([tool("gen"), what] + ([str(n)] if n else []), stdout=f, check=True)
    return path


def sifa(store, *args):
    return [SIFA, "--store", store, "--lang", "en", "--now", NOW, *args]


def new_store(name, config, *first):
    """An empty store with the offices, and `first` = (KIND, FILE) imported."""
    store = work(name)
    shutil.rmtree(store, ignore_errors=True)
    run(sifa(store, "--config", config, "init", "--name", "对比县司法局", "--origin", "77"))
    for kind, path in (("ORG", data("offices")), *first):
        run(sifa(store, "import", kind, path))
    return store


# ---- children ----------------------------------------------------------------

def run(argv, stdin=None):
    p = subprocess.run(argv, input=stdin, capture_output=True, text=True, cwd=WORK)
    if p.returncode:
        raise RuntimeError(f"{' '.join(argv)}: status {p.returncode}\n{p.stdout}{p.stderr}")
    return p.stdout, p.stderr


def anonymous(pid):
    """KiB of memory of the process's own."""
    try:
        with open(f"/proc/{pid}/status") as f:
            return next((int(l.split()[1]) for l in f if l.startswith("RssAnon")), 0)
    except OSError:
        return 0


class Timed:
    """A child run to its end: CPU and wall seconds, peak anonymous MiB, stderr."""

    def __init__(self, argv, stdin=None, enter=None):
        log = work("stderr")
        self.peak, self.status = 0, None
        with open(log, "w") as err, open(stdin or os.devnull) as inp:
            start = time.monotonic()
            pid = subprocess.Popen(argv, stdin=inp, stdout=subprocess.DEVNULL, stderr=err,
                                   cwd=WORK, preexec_fn=enter).pid
            while not self.status:
                done, status, used = os.wait4(pid, os.WNOHANG)
                if done:
                    self.status = (os.waitstatus_to_exitcode(status),)
                else:
                    self.peak = max(self.peak, anonymous(pid))
                    time.sleep(0.004)
        self.wall = time.monotonic() - start
        self.cpu = used.ru_utime + used.ru_stime
        self.peak /= 1024
        with open(log) as f:
            self.said = f.read()
        if self.status[0] and not enter:
            raise RuntimeError(f"{' '.join(argv)}: status {self.status[0]}\n{self.said}")


def timings(text):
    """{name: (first ms, median ms)} and {name: rows} of a timed program."""
    ms, rows, name = {}, {}, None
    for line in text.splitlines():
        if line.startswith("= "):
            _, name, first, median = line.split()
            ms[name], rows[name] = (float(first), float(median)), []
        else:
            rows[name].append(line)
    return ms, rows


def median(values):
    return statistics.median(values)


def same(what, ours, theirs):
    """Results are compared before times are."""
    if ours == theirs:
        return
    a, b = (x if isinstance(x, (list, tuple)) else [x] for x in (ours, theirs))
    first = next((f"{p!r} and {q!r}" for p, q in zip(a, b) if p != q), "one is longer")
    raise Differs(f"{what}: {len(a)} and {len(b)} results; {first}")


# ---- the table -----------------------------------------------------------------

class Table:
    """What is compared, both sides, their ratio and the floor it should keep."""

    def __init__(self, shown=True):
        self.rows, self.missed, self.shown = [], [], shown

    def add(self, what, ours, peer, theirs, ratio, floor=None):
        """floor: (">=", 2) or ("<=", 0.5), on the ratio."""
        met = ""
        if floor:
            ok = ratio >= floor[1] if floor[0] == ">=" else ratio <= floor[1]
            met = f"{floor[0].replace('>=', '≥').replace('<=', '≤')} {floor[1]:g}"
            if not ok:
                self.missed.append(what)
                met += " ✗"
        shown = f"{ratio:.2g}" if ratio < 10 else f"{ratio:.0f}"
        row = (what, ours, peer, theirs, shown, met)
        self.rows.append(row)
        if self.shown:
            say("  " + " | ".join(row))

    def markdown(self):
        head = ("what", "sifa", "peer", "peer's", "ratio", "floor")
        lines = [head, ("---", "---:", "---", "---:", "---:", "---")] + self.rows
        return "\n".join("| " + " | ".join(r) + " |" for r in lines)
