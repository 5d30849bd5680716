"""`make bench-linkage`: our linkage beside Splink on the same files in one run, and how its time grows from 10,000 to
10,000,000 rows. Needs the comparison kit (a generator, truth, a scorer, Splink's settings), which does not ship: without
it, or without Splink, this says so and goes on with what is left.

    python3 bench/linkage.py TANDEM [rows of the longest file, default 10000000]

Files are made once, in TANDEM_BENCH_DIR or ~/.cache/tandem/bench-linkage (3 GB with the longest).
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KIT = Path(os.environ.get("TANDEM_TEST_DATA", ROOT.parent / "shared/data")) / "linkage"
WORK = Path(os.environ.get("TANDEM_BENCH_DIR", Path.home() / ".cache/tandem/bench-linkage"))
PYTHON = WORK / "venv/bin/python"
PACKAGES = ["splink==5.0.0", "pyarrow", "pandas", "numpy", "names==0.3.0", "nicknames==1.0.1", "zipcodes==3.0.0"]
MILLION = 1_000_000


def busy():
    """Seconds that all processes of the machine have had of its cores."""
    ticks = [int(n) for n in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return (sum(ticks[:3]) + sum(ticks[5:])) / os.sysconf("SC_CLK_TCK")


def measure(*command, **more):
    """Wall, CPU and peak memory of a command, and the CPU that others had meanwhile."""
    before, start = busy(), time.monotonic()
    with open(WORK / "log.txt", "w") as log:
        process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=log, env={**os.environ, **more})
        _, status, used = os.wait4(process.pid, 0)
    wall, cpu = time.monotonic() - start, used.ru_utime + used.ru_stime
    if status:
        sys.exit(f"failed: {' '.join(str(c) for c in command)}\n{(WORK / 'log.txt').read_text()[-2000:]}")
    return {"wall": wall, "cpu": cpu, "mb": used.ru_maxrss / 1024, "others": busy() - before - cpu}


def kit(script, *args):
    return [PYTHON, KIT / "scripts" / script, *args]


def made(name, *args):
    """A file of the generator, made unless it is there."""
    path = WORK / name
    if not path.exists():
        print(f"making {name}", flush=True)
        subprocess.run([str(c) for c in kit("gen_chp.py", *args)], check=True, stdout=subprocess.DEVNULL)
    return path


def rows_of(rows):
    """A file of so many rows to take duplicates out of; over a million, of a million each, one after the other."""
    path, part = WORK / f"dedupe_{rows}.csv", WORK / "part.csv"
    if rows <= MILLION:
        return made(path.name, "dedupe", "--rows", rows, "--seed", 20261, "--out", path)
    if not path.exists():
        with open(str(path) + ".part", "w") as out:
            for n in range(rows // MILLION):
                made(part.name, "dedupe", "--rows", MILLION, "--seed", 30000 + n, "--out", part)
                with open(part) as lines:
                    header = next(lines)
                    out.write(header if n == 0 else "")
                    # Rows and persons of each part are others than those of the part before.
                    out.writelines(f"r{n}_{a[1:]},e{n}_{b[1:]},{rest}" for a, b, rest in (l.split(",", 2) for l in lines))
                part.unlink()
        os.rename(str(path) + ".part", path)
    return path


def ours(tandem, files):
    """One run, and the best of three where that takes no minutes."""
    command = [tandem, "link", "dedupe" if len(files) == 1 else "match", *files, "--id", "rec_id", "--ignore", "entity_id"]
    command += ["--out", WORK / "pairs.csv", "--clusters", WORK / "clusters.csv"]
    runs = [measure(*command)]
    while runs[0]["wall"] < 20 and len(runs) < 3:
        runs.append(measure(*command))
    return min(runs, key=lambda run: run["wall"])


def score(mode, files, found):
    truth = ",".join(str(f) for f in files)
    out = subprocess.run([str(c) for c in kit("score.py", mode, truth, found)], check=True, capture_output=True)
    result = json.loads(out.stdout)
    return result["at_0.95"]["f1"] if mode == "pairs" else result["f1"]


def splink(name, files):
    """Splink's run; its own figures stop before the kit scores it."""
    result = WORK / "splink.json"
    run = measure(*kit("run_splink.py", name, "--files", *files, "--out", WORK), RESULT_JSON=str(result))
    told = json.loads(result.read_text())
    run.update(wall=told["engine_wall_s"], cpu=told["engine_cpu_s"], mb=told["engine_peak_rss_mb"])
    f1 = told["pairs"]["at_0.95"]["f1"] if len(files) == 2 else told["clusters_at_0.95"]["f1"]
    return told["engine"].split(" duckdb")[0], run, f1


def line(*cells):
    text = "| " + " | ".join(str(c) for c in cells) + " |"
    print(text, flush=True)


def figures(run):
    return [f"{run['wall']:.1f}", f"{run['cpu']:.1f}", f"{run['mb']:.0f}", f"{run['others']:.1f}"]


def beside(tandem):
    line("set", "engine", "wall s", "CPU s", "peak MB", "others' CPU s", "F1")
    line(*["---"] * 7)
    link = [WORK / "link_a_1m.csv", WORK / "link_b_1m.csv"]
    made("link_a_1m.csv", "link", "--rows-a", MILLION, "--rows-b", MILLION, "--overlap", 0.5, "--seed", 20262,
         "--out-a", link[0], "--out-b", link[1])
    ratios = []
    for name, files, mode in [("chp_dedupe_1m", [rows_of(MILLION)], "clusters"), ("chp_link_1m", link, "pairs")]:
        run = ours(tandem, files)
        line(name, "tandem", *figures(run), score(mode, files, WORK / f"{mode}.csv"))
        peer, other, f1 = splink(name, files)
        line(name, peer, *figures(other), f1)
        ratios.append(f"{name}: {other['wall'] / run['wall']:.1f} times the speed, {other['cpu'] / run['cpu']:.1f} times less "
                      f"CPU, {other['mb'] / run['mb']:.1f} times less memory than {peer}")
    print("\n" + "\n".join(ratios) + "\n", flush=True)


def curve(tandem, longest):
    line("rows", "wall s", "CPU s", "peak MB", "others' CPU s", "microseconds a row")
    line(*["---"] * 6)
    for rows in [10_000, 100_000, MILLION, 10 * MILLION]:
        if rows <= longest:
            run = ours(tandem, [rows_of(rows)])
            line(f"{rows:,}", *figures(run), f"{run['wall'] / rows * 1e6:.1f}")


def bombs(tandem, longest):
    """Rows that have nothing to tell anyone by: no names at all, and one value everywhere."""
    print(flush=True)
    line("rows of", "wall s", "CPU s", "peak MB", "others' CPU s")
    line(*["---"] * 5)
    for what, cells in [("blank names", ",,"), ("one name and birthday", "Ann,Smith,1984-02-29")]:
        path = WORK / "bomb.csv"
        with open(path, "w") as out:
            out.write("rec_id,entity_id,first_name,last_name,dob\n")
            out.writelines(f"r{n},e{n},{cells}\n" for n in range(longest))
        line(f"{longest:,} {what}", *figures(measure(tandem, "link", "dedupe", path, "--id", "rec_id", "--ignore", "entity_id")))
        path.unlink()


def main():
    tandem, longest = Path(sys.argv[1]), int((sys.argv[2:] or [10 * MILLION])[0])
    if not (KIT / "scripts/gen_chp.py").exists():
        sys.exit(f"skipped: the comparison kit is not in {KIT} (name its folder's parent in TANDEM_TEST_DATA)")
    WORK.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        print("installing Splink and what the kit needs", flush=True)
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        if subprocess.run([PYTHON, "-m", "pip", "install", "-q", *PACKAGES]).returncode:
            subprocess.run(["rm", "-r", str(WORK / "venv")], check=True)
            sys.exit("skipped: Splink could not be installed (pip, above, says why)")
    beside(tandem)
    curve(tandem, longest)
    bombs(tandem, longest)


main()
