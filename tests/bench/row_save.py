"""One durable save against two raw durable writes; its waits for the disk."""
from bench import human, run, timings, tool


def save(table, store, n):
    ms, _ = timings(run([tool("save"), store, "300"])[0])
    a, b = ms["save"][1], ms["raw"][1]
    syncs, direct = ms["syncs"]
    table.add(f"a durable save, {human(n)}", f"{a:.2f} ms", "2 × (write 4 KiB + fdatasync)",
              f"{b:.2f} ms", a / b, ("<=", 3))
    table.add("waits for the disk in it", f"{syncs:g} sync + {direct:g} O_DSYNC", "LMDB's own",
              "1 + 1", (syncs + direct) / 2, ("<=", 1))
