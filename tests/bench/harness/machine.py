"""What the figures were measured on: it stands above the table and in the JSON."""
import os
import pathlib
import platform
import re
import subprocess
import time


def shape(build):
    """Of this machine and of the build in the folder `build`; what cannot be found out is an empty text."""
    memory = re.search(r"MemTotal:\s+(\d+) kB", text("/proc/meminfo"))
    return {"processor": processor(), "cores": cores(),
            "caches": caches(pathlib.Path("/sys/devices/system/cpu/cpu0/cache")),
            "memory": f"{int(memory[1]) / 2**20:.0f} GiB" if memory else "",
            "kernel": platform.release(), "compiler": compiler(build), "commit": commit(),
            "load": " ".join(text("/proc/loadavg").split()[:3]), "began": time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())}


def processor():
    """Its name, whether it is a machine's own or a part of one, and the widest vectors that it has."""
    flags = field("/proc/cpuinfo", "flags").split()
    vectors = next((name for flag, name in (("avx512bw", "AVX-512"), ("avx2", "AVX2")) if flag in flags), "")
    virtual = "in a virtual machine" if "hypervisor" in flags else ""
    return ", ".join(filter(None, [field("/proc/cpuinfo", "model name"), vectors, virtual]))


def cores():
    """As many as this process may run on; where two of them are one core's two threads, it is said."""
    count = len(os.sched_getaffinity(0))
    siblings = text("/sys/devices/system/cpu/cpu0/topology/thread_siblings_list").strip()
    return f"{count}, two and more of which share a core" if re.search("[,-]", siblings) else f"{count}"


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
