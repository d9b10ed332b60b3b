"""What else kept the machine busy while a program was measured: figures beside much of that are doubtful."""
import os
import resource
import time

BUSY = 0.2      # cores
STOLEN = 0.02   # of the machine's time

_TICKS = os.sysconf("SC_CLK_TCK")


class Others:
    """In cores: what other programs used, on average; and which share of its time the machine's host withheld."""

    def __init__(self, seconds, cores, stolen):
        self.seconds = seconds
        self.cores = cores
        self.stolen = stolen

    @property
    def disturb(self):
        return self.cores > BUSY or self.stolen > STOLEN

    def as_json(self):
        return {"seconds": round(self.seconds, 1), "other_cores": round(self.cores, 2), "stolen": round(self.stolen, 3)}

    def __str__(self):
        said = [f"other programs used {self.cores:.1f} cores"] if self.cores > BUSY else []
        said += [f"the machine's host withheld {self.stolen:.0%} of its time"] if self.stolen > STOLEN else []
        return " and ".join(said)


class Watch:
    """Made before, asked after what is measured has ended, with all that it started."""

    def __init__(self, path="/proc/stat"):
        self.path = path
        self.begin = time.monotonic(), self.own(), *self.machine()

    def others(self):
        began, own, busy, stolen = self.begin
        seconds = max(time.monotonic() - began, 1e-9)
        now_busy, now_stolen = self.machine()
        cores = max(now_busy - busy - (self.own() - own), 0) / seconds
        return Others(seconds, cores, max(now_stolen - stolen, 0) / seconds / (os.cpu_count() or 1))

    @staticmethod
    def own():
        """Seconds of this process and of those that it waited for."""
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)

    def machine(self):
        """Seconds of all processors: busy, and withheld by the machine's host; zeros where the system does not tell."""
        try:
            with open(self.path, encoding="ascii") as file:
                user, nice, system, _, _, irq, softirq, stolen = map(int, file.readline().split()[1:9])
        except (OSError, ValueError):
            return 0.0, 0.0
        return (user + nice + system + irq + softirq) / _TICKS, stolen / _TICKS
