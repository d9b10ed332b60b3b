"""What the figures were measured on: it stands above the table and in the JSON."""
import os
import pathlib
import platform
import re
import subprocess


def shape(build):
    """Of this machine and of the build in the folder `build`; what cannot be found out is an empty text."""
    memory = re.search(r"MemTotal:\s+(\d+) kB", text("/proc/meminfo"))
    return {"processor": field("/proc/cpuinfo", "model name"), "cores": os.cpu_count(),
            "caches": caches(pathlib.Path("/sys/devices/system/cpu/cpu0/cache")),
            "memory": f"{int(memory[1]) / 2**20:.0f} GiB" if memory else "",
            "kernel": platform.release(), "compiler": compiler(build), "commit": commit(),
            "load": " ".join(text("/proc/loadavg").split()[:3])}


def caches(folder):
    """Of one core: level, what for, size; such as `L1 data 32K`."""
    found = []
    for index in sorted(folder.glob("index*")):
        kind = text(index / "type").strip().lower()
        found.append(" ".join(filter(None, [f"L{text(index / 'level').strip()}", "" if kind == "unified" else kind,
                                             text(index / "size").strip()])))
    return ", ".join(found)


def compiler(build):
    path = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.+)$", text(build / "CMakeCache.txt"), re.M)
    return first_line([path[1], "--version"]) if path else ""


def commit():
    return first_line(["git", "describe", "--always", "--dirty"])


def first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")[0]
    except (OSError, subprocess.CalledProcessError):
        return ""


def field(path, name):
    found = re.search(rf"^{name}\s*: (.+)$", text(path), re.M)
    return found[1] if found else ""


def text(path):
    try:
        return pathlib.Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
