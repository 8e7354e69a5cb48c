"""Stand-ins for findings: every call of a C++ file whose name is one that our rules speak of, and every `co_await`. They
need no build, so years of any project's history can be used, and there are thousands of them. A small scanner finds the
function around each call; where it errs, it makes the names worse than clang's, and the matcher's work harder.
"""
import re

NAMES = """sleep usleep nanosleep sleep_for sleep_until get wait wait_for wait_until join lock unlock try_lock read write
open close fsync recv send accept connect poll select system popen then via collect submit post add run push detach""".split()
CALL = re.compile(r"(?<!\w)(?:(" + "|".join(NAMES) + r")\s*\(|co_await\b)")
# What is no code: it is blanked, so that offsets stay.
NO_CODE = re.compile(r'//(?:\\\n|[^\n])*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'
                     r"(?<!\w)'(?:\\.|[^'\\\n])+'|^[ \t]*\#(?:\\\n|[^\n])*", re.S | re.M)
NOT_A_FUNCTION = {"if", "for", "while", "switch", "catch", "return", "else", "do", "co_await", "co_return", "sizeof", "decltype"}
HEAD = re.compile(r"([~\w:]+(?:<[^<>{};]*>)?|operator\s*[^\s(]+|operator\s*\(\))\s*\(")
SCOPE = re.compile(r"\b(?:namespace|class|struct|union)\s+([^;(){}=]*)$")
BEFORE_A_CALL = {"return", "co_await", "co_return", "co_yield", "else", "do", "throw", "new", "not", "and", "or", "case"}


def blanked(text):
    return NO_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def name_of(head, in_function):
    """The name that a `{` behind `head` gives to what is in it, and whether that is a function; no name for blocks."""
    head = re.sub(r"\[\[.*?\]\]", "", head, flags=re.S)
    scope = SCOPE.search(head)
    if scope:
        words = re.findall(r"\w[\w:]*", re.split(r"(?<!:):(?!:)|<", scope[1])[0])
        return next((word for word in reversed(words) if word != "final"), ""), False
    call = None if in_function else HEAD.search(head)
    if not call or call[1] in NOT_A_FUNCTION or re.search(r"[=,(]\s*$|\]\s*(\([^()]*\))?[^()]*$", head):
        return "", in_function
    test = re.match(r"\s*([\w\s,]+)\)", head[call.end():])  # TEST(Suite, Case): the arguments are the name
    return call[1] + ("::" + re.sub(r"\W+", "::", test[1]) if call[1].isupper() and test else ""), True


def functions(code):
    """(offset, name): from there on the code is in the function of that name."""
    stack, head, result = [("", False)], 0, [(0, "")]
    for brace in re.finditer(r"[{};]", code):
        if brace[0] == "{":
            stack.append(name_of(code[head:brace.start()], stack[-1][1]))
        elif brace[0] == "}" and len(stack) > 1:
            stack.pop()
        head = brace.end()
        if brace[0] != ";":
            result.append((head, "::".join(name for name, _ in stack if name)))
    return result


def begin_of(code, match):
    """The object's begin where the call is on one line, else that of the name: so our checks place a finding."""
    begin, depth = match.start(), 0
    if not match[1] or "\n" in code[begin:end_of(code, match)]:
        return begin
    while begin > 0 and code[begin - 1] != "\n":
        before = code[begin - 1]
        depth += {")": 1, "]": 1, "(": -1, "[": -1}.get(before, 0)
        if depth < 0 or (depth == 0 and not re.match(r"[\w.:)\]>(\[\-]", before)):
            break
        begin -= 1
    return begin


def is_declaration(code, begin):
    """`void wait()`: a type stands before the name, which a class may qualify."""
    word = re.search(r"([\w>&*\]]+)\s+(?:\w+::)?$", code[max(0, begin - 80):begin])
    return bool(word) and word[1] not in BEFORE_A_CALL


def end_of(code, match):
    """Behind the closing parenthesis of a call, or before the `;` of an await."""
    depth = 0
    for at in range(match.end() - 1 if match[1] else match.end(), min(len(code), match.end() + 2000)):
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(code[at], 0)
        if match[1] and depth == 0:
            return at + 1
        if not match[1] and (depth < 0 or (depth == 0 and code[at] in ";,")):
            return at
    return match.end()


def findings(file, text):
    """As in the JSON report (docs/json.md), sorted by place."""
    code, result = blanked(text), []
    scopes, scope = functions(code), 0
    for match in CALL.finditer(code):
        while scope + 1 < len(scopes) and scopes[scope + 1][0] <= match.start():
            scope += 1
        begin = begin_of(code, match)
        if match[1] and (is_declaration(code, begin) or is_declaration(code, match.start())):
            continue
        line = text.count("\n", 0, begin) + 1
        column = begin - (text.rfind("\n", 0, begin) + 1) + 1
        where = {"file": file, "line": line, "column": column, "begin": begin, "end": end_of(code, match)}
        result.append({"rule": "call" if match[1] else "await", "function": scopes[scope][1],
                       "subject": match[1] or "co_await", "location": where, "steps": []})
    return result
