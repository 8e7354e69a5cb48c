"""What became of each finding between two revisions, by `git diff` alone: the matcher's places, names and hashes take no
part in it.

unchanged   all its lines are in the later file as they were, blanks aside
edited      its lines were replaced, in one hunk, by lines of a finding of the same subject that are alike
moved       its lines are added, and equal lines with the same finding are removed elsewhere
new         its line is added, and none of the above
"""
import collections, difflib, functools, re, subprocess

LEAST_ALIKE = 0.5
LONGEST = 300        # characters of a finding that are compared
MOST_PAIRS = 20000   # in a hunk: a file that was rewritten has no edits
HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
DIFF = ["diff", "-U0", "-M", "--histogram", "--no-color", "--no-ext-diff", "--src-prefix=a/", "--dst-prefix=b/"]


def git(repository, *arguments):
    done = subprocess.run(["git", "-C", repository, "-c", "core.quotePath=false", *arguments], capture_output=True, check=True)
    return done.stdout


def changed_files(repository, old, new, patterns):
    """(before, after) of each changed file; None where it was not there."""
    words = git(repository, "diff", "--raw", "-z", "-M", old, new, "--", *patterns).decode(errors="replace").split("\0")
    files, at = [], 0
    while at + 1 < len(words):
        status, before = words[at].split()[4][0], words[at + 1]
        after = words[at + 2] if status in "RC" else before
        at += 3 if status in "RC" else 2
        files.append((None if status in "AC" else before, None if status == "D" else after))
    return files


def hunks(repository, old, new, before, after):
    """(old start, old count, new start, new count) of one file, from 1."""
    if before is None or after is None:
        return None
    names = sorted({before, after})
    text = git(repository, *DIFF, old, new, "--", *names).decode(errors="replace")
    return [tuple(int(part) if part else 1 for part in match.groups())
            for match in map(HUNK.match, text.splitlines()) if match]


def bare(line):
    return re.sub(r"\s", "", line)


class Side:
    """The findings of one file at one revision, by line."""

    def __init__(self, indices, findings, text):
        self.findings, self.text, self.at = findings, text, collections.defaultdict(list)
        self.line_count = text.count("\n") + 1
        for index in indices:
            self.at[findings[index]["location"]["line"]].append(index)

    def within(self, lines):
        return [index for line in lines for index in self.at.get(line, [])]

    def whole_lines(self, index):
        """The lines of a finding, without blanks: a call that was wrapped is the same call."""
        at = self.findings[index]["location"]
        begin, end = self.text.rfind("\n", 0, at["begin"]) + 1, self.text.find("\n", at["end"])
        return bare(self.text[begin:end if end >= 0 else len(self.text)])[:LONGEST]


def same_line_pairs(before, after, old, new):
    """Pairs of findings of two lines: the n-th of each subject."""
    waiting = collections.defaultdict(collections.deque)
    for index in old:
        waiting[before.findings[index]["subject"]].append(index)
    return [(waiting[after.findings[index]["subject"]].popleft(), index) for index in new
            if waiting[after.findings[index]["subject"]]]


def aligned(old, new, alike):
    """Pairs in the order of both, the sum of their likeness as great as can be."""
    alike = functools.cache(alike)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            here = alike(old[i], new[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], here + best[i + 1][j + 1] if here else 0)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        here = alike(old[i], new[j])
        if here and best[i][j] == here + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


class FileJudge:
    """One file: fills `pairs` (kind, old, new) and the added and removed findings that are in no pair."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.pairs, self.added, self.removed = [], [], []

    def run(self, changes):
        shift, next_old = 0, 1  # new line = old line + shift, up to the next hunk
        for start, count, new_start, new_count in changes:
            first, new_first = start + (count == 0), new_start + (new_count == 0)  # `-3,0` names the line before
            self.keep(range(next_old, first), shift)
            self.hunk(range(first, first + count), range(new_first, new_first + new_count))
            next_old, shift = first + count, new_first + new_count - first - count
        self.keep(range(next_old, self.old.line_count + 1), shift)

    def keep(self, lines, shift):
        for line in lines:
            pairs = same_line_pairs(self.old, self.new, self.old.at.get(line, []), self.new.at.get(line + shift, []))
            self.pairs += [("unchanged", *pair) for pair in pairs]

    def hunk(self, lines, new_lines):
        old, new = self.old.within(lines), self.new.within(new_lines)
        pairs = aligned(old, new, self.alike) if len(old) * len(new) <= MOST_PAIRS else []
        for index, new_index in pairs:
            same = self.old.whole_lines(index) == self.new.whole_lines(new_index)
            self.pairs.append(("unchanged" if same else "edited", index, new_index))
        paired_old, paired_new = ({pair[side] for pair in pairs} for side in (0, 1))
        self.removed += [index for index in old if index not in paired_old]
        self.added += [index for index in new if index not in paired_new]

    def alike(self, index, new_index):
        if self.old.findings[index]["subject"] != self.new.findings[new_index]["subject"]:
            return 0
        texts = self.old.whole_lines(index), self.new.whole_lines(new_index)
        matcher = difflib.SequenceMatcher(None, *texts, autojunk=False)
        if matcher.quick_ratio() < LEAST_ALIKE:
            return 0
        ratio = matcher.ratio()
        return ratio if ratio >= LEAST_ALIKE else 0


def moved(added, removed):
    """Splits what is added, (side, index) each, into what stood elsewhere and what is new."""
    def key(side, index):
        return side.findings[index]["subject"], side.whole_lines(index)
    gone = collections.defaultdict(list)
    for side, index in removed:
        gone[key(side, index)].append(index)
    places = [(gone[key(side, index)], index) for side, index in added]
    return [("moved", there.pop(), index) if there else ("new", None, index) for there, index in places]
