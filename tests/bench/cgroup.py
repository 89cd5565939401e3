"""A memory cgroup of our own, where one can be had: version 1 or 2, needs root."""
import os


class Memory:
    def __init__(self, mib):
        self.bytes, self.path, self.made = mib << 20, None, False

    def __enter__(self):
        for root, limit in (("/sys/fs/cgroup/memory", "memory.limit_in_bytes"),
                            ("/sys/fs/cgroup", "memory.max")):
            path = f"{root}/sifa-bench-{os.getpid()}"
            try:
                os.mkdir(path)
                self.path = path
                with open(f"{path}/{limit}", "w") as f:
                    f.write(str(self.bytes))
                self.made = True
                return self
            except OSError:
                self.drop()
        return self

    def enter(self):
        """In the child, before it becomes the program."""
        with open(f"{self.path}/cgroup.procs", "w") as f:
            f.write(str(os.getpid()))

    def drop(self):
        if self.path:
            try:
                os.rmdir(self.path)
            except OSError:
                pass
        self.path = None

    def __exit__(self, *_):
        self.drop()
