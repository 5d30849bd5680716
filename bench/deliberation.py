"""`make bench-deliberation`: our count of participatory budgets beside pabutools, on every .pb file there is and on two made here,
in one run; whether both fund the same, how long each takes, and how our count of ranked ballots grows to 1,000,000.

    python3 bench/deliberation.py TANDEM [folder with .pb files]

Without the folder, or without pabutools (pip), this says so and goes on with what is left. pabutools gets 300 seconds a file.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TANDEM_TEST_DATA", ROOT.parent / "shared/data")) / "governance/pb"
WORK = Path(os.environ.get("TANDEM_BENCH_DIR", Path.home() / ".cache/tandem/bench-deliberation"))
PYTHON = WORK / "venv/bin/python"
LIMIT = 300

# The other side, as its documentation has it: the share is raised by one for each voter until the next outcome would overspend.
PEER = """
import json, sys, time
import pabutools.fractions as fractions
fractions.FRACTION = "gmpy2"
from pabutools.election import parse_pabulib, Cost_Sat
from pabutools.election.profile import AbstractApprovalProfile
from pabutools.rules import method_of_equal_shares, exhaustion_by_budget_increase
instance, profile = parse_pabulib(sys.argv[1])
if not isinstance(profile, AbstractApprovalProfile):
    print(json.dumps({"skipped": "points or ranks"})); sys.exit()
voters = profile.num_ballots()
start = time.perf_counter()
won = exhaustion_by_budget_increase(instance, profile.as_multiprofile(), method_of_equal_shares, {"sat_class": Cost_Sat},
                                    exhaustive_stop=False, budget_step=voters)
print(json.dumps({"seconds": time.perf_counter() - start, "winners": sorted(p.name for p in won)}))
"""


def line(*cells):
    print("| " + " | ".join(str(c) for c in cells) + " |", flush=True)


def measure(command, limit=None):
    """Wall seconds, peak memory in MB and what a command printed."""
    out = WORK / "out.json"
    start = time.monotonic()
    with open(out, "w") as to:
        process = subprocess.Popen([str(c) for c in command], stdout=to, stderr=subprocess.DEVNULL)
        while True:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if limit and time.monotonic() - start > limit:
                process.kill()
                os.wait4(process.pid, 0)
                return None, 0, ""
            time.sleep(0.002)
    if status:
        sys.exit(f"failed: {' '.join(str(c) for c in command)}")
    return time.monotonic() - start, used.ru_maxrss / 1024, out.read_text()


def made(name, seed, voters, projects, most, budget):
    """An election like those of large cities: quarters, few popular projects, costs of all sizes."""
    path = WORK / name
    if path.exists():
        return path
    dice = random.Random(seed)
    fame = [dice.paretovariate(1.1) for _ in range(projects)]
    quarter = [dice.randrange(12) for _ in range(projects)]
    cost = [max(3000, int(dice.lognormvariate(11.8, 1.1)) // 100 * 100) for _ in range(projects)]
    with open(path, "w") as out:
        out.write(f"META\nkey;value\ndescription;made\nnum_projects;{projects}\nnum_votes;{voters}\nbudget;{budget}\n")
        out.write("vote_type;approval\nPROJECTS\nproject_id;cost\n")
        out.writelines(f"{p + 1};{cost[p]}\n" for p in range(projects))
        out.write("VOTES\nvoter_id;vote\n")
        for voter in range(voters):
            home = dice.randrange(12)
            weights = [f * (6 if quarter[p] == home else 1) for p, f in enumerate(fame)]
            marks = sorted(set(dice.choices(range(projects), weights, k=dice.randint(1, most))))
            out.write(f"v{voter};{','.join(str(p + 1) for p in marks)}\n")
    return path


def ballots(voters):
    path = WORK / f"ranked_{voters}.blt"
    if not path.exists():
        dice = random.Random(voters)
        with open(path, "w") as out:
            out.write("12 4\n")
            for _ in range(voters):
                ranking = sorted(range(1, 13), key=lambda c: dice.expovariate(1 / c))[: dice.randint(1, 8)]
                out.write(f"1 {' '.join(map(str, ranking))} 0\n")
            out.write("0\n" + "\n".join(f'"C{c}"' for c in range(1, 13)) + '\n"made"\n')
    return path


def peer_ready():
    if not PYTHON.exists():
        print("installing pabutools", flush=True)
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        if subprocess.run([PYTHON, "-m", "pip", "install", "-q", "pabutools==1.2.3", "gmpy2"]).returncode:
            subprocess.run(["rm", "-r", str(WORK / "venv")], check=True)
            print("skipped: pabutools could not be installed (pip, above, says why)")
            return False
    return True


def main():
    tandem, folder = Path(sys.argv[1]), Path((sys.argv[2:] or [DATA])[0])
    WORK.mkdir(parents=True, exist_ok=True)
    files = sorted(folder.glob("*.pb")) if folder.is_dir() else []
    if not files:
        print(f"skipped: no .pb files in {folder} (name a folder, or its parent in TANDEM_TEST_DATA)")
    files += [made("made_20k.pb", 2, 20_000, 400, 10, 8_000_000), made("made_80k.pb", 1, 80_000, 150, 15, 20_000_000)]
    peer, other = peer_ready(), WORK / "peer.py"
    other.write_text(PEER)
    line("election, equal shares with add-one", "tandem s", "peak MB", "pabutools s", "same winners")
    line(*["---"] * 5)
    for path in files:
        took, peak, text = measure([tandem, "tally", path, "--rule", "equal-shares-add1", "--format", "json"])
        winners, theirs, same = sorted(json.loads(text)["winners"]), "-", "-"
        if peer:
            other_took, _, told = measure([PYTHON, other, path], LIMIT)
            told = json.loads(told) if told else {}
            if other_took is None:
                theirs = f"over {LIMIT}"
            elif "skipped" in told:
                theirs = told["skipped"]
            else:
                theirs, same = f"{told['seconds']:.1f}", "yes" if told["winners"] == winners else "NO"
        line(path.stem, f"{took:.2f}", f"{peak:.0f}", theirs, same)
    print(flush=True)
    line("ranked ballots, 12 candidates, 4 seats", "rule", "s", "peak MB")
    line(*["---"] * 4)
    for voters in [10_000, 100_000, 1_000_000]:
        for rule in ["irv", "schulze", "scottish-stv", "meek", "wigm", "wigm-prf"]:
            took, peak, _ = measure([tandem, "tally", ballots(voters), "--rule", rule, "--format", "json"])
            line(f"{voters:,}", rule, f"{took:.2f}", f"{peak:.0f}")


main()
