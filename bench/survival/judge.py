"""What became of each finding between two revisions, by `git diff` alone: the matcher's places, names and hashes take no
part in it.

unchanged   all its lines are in the later file as they were, blanks aside
edited      its first line was replaced, in one hunk, by a line with a finding of the same subject that is alike
moved       its lines are added, and equal lines with the same finding are removed elsewhere
new         its line is added, and none of the above
"""
import collections, difflib, re, subprocess

LEAST_ALIKE = 0.5
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

    def __init__(self, indices, findings, lines):
        self.lines, self.at = lines, collections.defaultdict(list)
        for index in indices:
            self.at[findings[index]["location"]["line"]].append(index)

    def line(self, number):
        return bare(self.lines[number - 1]) if 0 < number <= len(self.lines) else ""


def same_line_pairs(findings_old, findings_new, before, after):
    """Pairs of findings of two lines: the n-th of each subject."""
    waiting = collections.defaultdict(collections.deque)
    for index in before:
        waiting[findings_old[index]["subject"]].append(index)
    return [(waiting[findings_new[index]["subject"]].popleft(), index) for index in after
            if waiting[findings_new[index]["subject"]]]


def aligned(old_lines, new_lines, alike):
    """Pairs of lines in the order of both, the sum of their likeness as great as can be."""
    best = [[0.0] * (len(new_lines) + 1) for _ in range(len(old_lines) + 1)]
    for i in reversed(range(len(old_lines))):
        for j in reversed(range(len(new_lines))):
            here = alike(old_lines[i], new_lines[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], here + best[i + 1][j + 1] if here else 0)
    pairs, i, j = [], 0, 0
    while i < len(old_lines) and j < len(new_lines):
        here = alike(old_lines[i], new_lines[j])
        if here and best[i][j] == here + best[i + 1][j + 1]:
            pairs.append((old_lines[i], new_lines[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


class FileJudge:
    """One file: fills `pairs` (kind, old, new) and the added and removed findings that are in no pair."""

    def __init__(self, old, new, findings_old, findings_new):
        self.old, self.new, self.was, self.now = old, new, findings_old, findings_new
        self.pairs, self.added, self.removed = [], [], []

    def run(self, changes):
        shift, next_old = 0, 1  # new line = old line + shift, up to the next hunk
        for start, count, new_start, new_count in changes + [(len(self.old.lines) + 1, 0, 0, 0)]:
            first = start + (count == 0)  # a hunk that only adds names the line before it
            for line in range(next_old, min(first, len(self.old.lines) + 1)):
                self.pair("unchanged", line, line + shift)
            if new_start == 0 and new_count == 0 and start > len(self.old.lines):
                break
            self.hunk(range(first, first + count), range(new_start + (new_count == 0), new_start + (new_count == 0) + new_count))
            next_old = first + count
            shift = new_start + (new_count == 0) + new_count - next_old

    def pair(self, kind, line, new_line):
        pairs = same_line_pairs(self.was, self.now, self.old.at.get(line, []), self.new.at.get(new_line, []))
        self.pairs += [(kind, *pair) for pair in pairs]

    def hunk(self, lines, new_lines):
        old = [line for line in lines if self.old.at.get(line)]
        new = [line for line in new_lines if self.new.at.get(line)]
        if len(old) * len(new) <= 40000:
            for line, new_line in aligned(old, new, self.alike):
                self.pair("unchanged" if self.old.line(line) == self.new.line(new_line) else "edited", line, new_line)
        paired_old, paired_new = {pair[1] for pair in self.pairs}, {pair[2] for pair in self.pairs}
        self.removed += [index for line in old for index in self.old.at[line] if index not in paired_old]
        self.added += [index for line in new for index in self.new.at[line] if index not in paired_new]

    def alike(self, line, new_line):
        subjects = [{findings[index]["subject"] for index in at} for findings, at in
                    ((self.was, self.old.at[line]), (self.now, self.new.at[new_line]))]
        if not subjects[0] & subjects[1]:
            return 0
        matcher = difflib.SequenceMatcher(None, self.old.line(line), self.new.line(new_line), autojunk=False)
        if matcher.quick_ratio() < LEAST_ALIKE:
            return 0
        ratio = matcher.ratio()
        return ratio if ratio >= LEAST_ALIKE else 0


def moved(added, removed, was, now, line_of_old, line_of_new):
    """Splits `added` into what stood elsewhere and what is new."""
    gone = collections.defaultdict(list)
    for index in removed:
        gone[was[index]["subject"], line_of_old(index)].append(index)
    pairs, new = [], []
    for index in added:
        places = gone[now[index]["subject"], line_of_new(index)]
        if places:
            pairs.append(("moved", places.pop(), index))
        else:
            new.append(("new", None, index))
    return pairs + new
