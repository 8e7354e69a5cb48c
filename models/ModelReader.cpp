// ModelReader.cpp: JSON -> structs, key by key as docs/models.md names them. An entry that says "{root}" is read once
// per root of its file; everything else is one to one.
#include "models/ModelReader.h"
#include "models/JsonFields.h"

#include <algorithm>

namespace cotidy {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 7> drops{"never-runs", "detaches", "blocks",  "cancels",
                                                "terminates", "throws",   "intended"};
constexpr std::array<std::string_view, 16> purposes{
    "sleep",   "sleep-until", "wait",  "get",   "offload", "hop",   "network",      "file",
    "process", "lock",        "yield", "spawn", "gather",  "batch", "cancellation", "closure"};

void replaceAll(std::string &text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

json expanded(const json &value, const std::string &root) {
  if (value.is_string()) {
    std::string path = root, text = value.get<std::string>();
    replaceAll(path, "::", "/");
    replaceAll(text, "{root}", root);
    replaceAll(text, "{root/}", path);
    return text;
  }
  json out = value;
  if (value.is_structured())
    for (json &part : out) part = expanded(part, root);
  return out;
}

/// Calls `read` with each entry of the array at `key`, once per root where it names one.
template <class Read>
void forEachEntry(const JsonFields &file, std::string_view key, const std::vector<std::string> &roots, Read read) {
  const json &entries = file.array(key);
  for (std::size_t i = 0; i != entries.size(); ++i) {
    std::string pointer = file.pointerTo(key) + "/" + std::to_string(i), written = entries[i].dump();
    if (written.find("{root}") == std::string::npos && written.find("{root/}") == std::string::npos) {
      read(entries[i], pointer);
      continue;
    }
    if (roots.empty())
      file.refuse(key, "an entry of '" + std::string(key) + "' says {root}, but the file has no \"roots\"; add them");
    for (const std::string &root : roots) read(expanded(entries[i], root), pointer);
  }
}

class Reader {
public:
  explicit Reader(const JsonText &text) : text_(text) {}

  ModelFile read() {
    JsonFields file(text_, text_.value(), "", "a model file",
                    {"$schema", "format", "library", "title", "versions", "source", "roots", "elide", "types",
                     "functions", "replacements", "costs"});
    if (const json *format = file.find("format"); format && *format != 1)
      file.refuse("format", "the file has format " + format->dump() +
                                ", this program reads format 1; write the file anew, or take another version");
    Library &library = file_.library;
    library.id = file.requiredText("library");
    library.title = file.text("title").empty() ? library.id : file.text("title");
    library.versions = file.text("versions");
    library.source = file.text("source");
    library.roots = file.texts("roots");
    library.functions = file.array("functions").size();
    library.types = file.array("types").size();
    library.costs = file.array("costs").size();
    readElisions(file);
    forEachEntry(file, "types", library.roots,
                 [&](const json &entry, const std::string &at) { file_.types.push_back(type(entry, at)); });
    forEachEntry(file, "functions", library.roots,
                 [&](const json &entry, const std::string &at) { file_.functions.push_back(function(entry, at)); });
    forEachEntry(file, "replacements", library.roots, [&](const json &entry, const std::string &at) {
      file_.replacements.push_back(replacement(entry, at));
    });
    forEachEntry(file, "costs", library.roots,
                 [&](const json &entry, const std::string &at) { file_.costs.push_back(cost(entry, at)); });
    return std::move(file_);
  }

private:
  void readElisions(const JsonFields &file) {
    const json *elide = file.find("elide");
    if (!elide) return;
    if (!elide->is_object()) file.refuse("elide", "'elide' must be an object like {\"tbb::detail::d1\": \"tbb\"}");
    for (const auto &[from, to] : elide->items()) {
      if (!to.is_string() || from.empty() || to.get_ref<const std::string &>().starts_with(from))
        file.refuse("elide",
                    "'elide' cannot turn '" + from + "' into " + to.dump() + "; give a shorter or another namespace");
      file_.elisions.emplace_back(from, to.get<std::string>());
    }
  }

  std::vector<std::string> names(const JsonFields &entry) const {
    std::vector<std::string> names = entry.texts("name");
    if (names.empty()) entry.refuse(entry.what() + " needs 'name'; add it");
    for (const std::string &name : names) {
      if (name.empty()) entry.refuse("name", "a name is empty; give a qualified name like \"ns::Type::method\"");
      if (name.find('<') != std::string::npos && name.find("operator<") == std::string::npos)
        entry.refuse("name", "'" + name + "' has template arguments; write the name without them");
      if (name.find_first_not_of("*:") == std::string::npos)
        entry.refuse("name", "'" + name + "' fits every name; name a namespace at least");
    }
    return names;
  }

  /// Reads each object of the array at `key`.
  template <class T>
  std::vector<T> each(const JsonFields &entry, std::string_view key,
                      T (Reader::*read)(const json &, const std::string &)) {
    std::vector<T> out;
    const json &items = entry.array(key);
    for (std::size_t i = 0; i != items.size(); ++i)
      out.push_back((this->*read)(items[i], entry.pointerTo(key) + "/" + std::to_string(i)));
    return out;
  }

  std::optional<Where> where(const JsonFields &entry, std::string_view key) const {
    const json *value = entry.find(key);
    if (!value) return std::nullopt;
    if (value->is_object()) {
      JsonFields operand(text_, *value, entry.pointerTo(key), "'" + std::string(key) + "'", {"argument"});
      auto index = operand.index("argument");
      if (!index) operand.refuse("'" + std::string(key) + "' needs an argument; write {\"argument\": 0}");
      return Where{Where::Argument, Thread::Unknown, *index};
    }
    if (!value->is_string())
      entry.refuse(key, "'" + std::string(key) +
                            "' must be a kind of thread, \"object\", \"token\", \"result\" or {\"argument\": 0}");
    const auto &word = value->get_ref<const std::string &>();
    if (word == "object") return Where{Where::Object};
    if (word == "token") return Where{Where::Token};
    if (word == "result") return Where{Where::Result};
    return Where{Where::Named, entry.word(key, Thread::Unknown)};
  }

  Condition condition(const json &object, const std::string &pointer) {
    JsonFields entry(text_, object, pointer, "a condition",
                     {"argument", "anyArgument", "equals", "has", "constant", "type", "templateArgument", "named",
                      "text", "origin", "nonblocking", "ready", "callable", "count", "result"});
    Condition c;
    c.argument = entry.index("argument");
    c.anyArgument = entry.flag("anyArgument");
    c.equals = entry.number("equals");
    c.has = entry.number("has");
    c.constant = entry.optionalFlag("constant");
    c.type = entry.texts("type");
    c.templateArgument = entry.texts("templateArgument");
    c.named = entry.texts("named");
    c.text = entry.texts("text");
    c.origin = entry.texts("origin");
    c.nonblocking = entry.optionalFlag("nonblocking");
    c.ready = entry.optionalFlag("ready");
    c.callable = entry.optionalFlag("callable");
    c.count = entry.index("count");
    c.result = entry.texts("result");
    auto asked = object.size() - object.count("argument") - object.count("anyArgument");
    if (asked != 1)
      entry.refuse("a condition asks exactly one thing, not " + std::to_string(asked) + "; split it into several");
    if (c.argument && c.anyArgument) entry.refuse("a condition is about one argument or any, not both; drop one");
    return c;
  }

  Invocation invocation(const json &object, const std::string &pointer) {
    JsonFields entry(text_, object, pointer, "an invocation",
                     {"when", "as", "argument", "on", "repeated", "closure", "result"});
    Invocation i;
    i.when = entry.word("when", Invocation::Now);
    i.as = entry.word("as", Invocation::Plain);
    i.argument = entry.index("argument");
    i.on =
        where(entry, "on").value_or(Where{Where::Named, i.when == Invocation::Now ? Thread::Caller : Thread::Unknown});
    i.repeated = entry.flag("repeated");
    i.closure = entry.word("closure", Invocation::Unsaid);
    i.result = entry.word("result", Invocation::UnsaidResult);
    return i;
  }

  std::string dropWord(const JsonFields &entry) const {
    std::string word = entry.text("drop");
    if (entry.find("drop") && std::find(drops.begin(), drops.end(), word) == drops.end())
      entry.refuseWord("drop", word, drops);
    return word;
  }

  FunctionModel function(const json &object, const std::string &pointer) {
    JsonFields entry(text_, object, pointer, "a function",
                     {"name",       "when",        "unless",          "blocks",   "mayBeLong",   "cpu",
                      "invokes",    "wraps",       "wrapsOn",         "switches", "returnsHome", "offloads",
                      "readyCheck", "makesReady",  "setsNonblocking", "polls",    "pauses",      "runsLoop",
                      "spawns",     "detaches",    "joins",           "suspends", "completes",   "threadLocal",
                      "drop",       "keeps",       "nonblocking",     "instead",  "note",        "source",
                      "retryable",  "losesErrors", "mayFail",         "locks",    "tellsThread", "coreCount",
                      "receives",   "test"});
    FunctionModel f;
    f.library = file_.library.id;
    f.names = names(entry);
    f.when = each(entry, "when", &Reader::condition);
    f.unless = each(entry, "unless", &Reader::condition);
    f.blocks = entry.word("blocks", Blocking::None);
    f.mayBeLong = entry.flag("mayBeLong", true);
    f.locks = entry.word("locks", Locking::None);
    f.cpu = entry.flag("cpu");
    f.invokes = each(entry, "invokes", &Reader::invocation);
    f.wraps = entry.index("wraps");
    f.wrapsOn = where(entry, "wrapsOn");
    f.switches = where(entry, "switches");
    f.returnsHome = entry.flag("returnsHome");
    f.offloads = entry.flag("offloads");
    f.readyCheck = entry.flag("readyCheck");
    f.makesReady = entry.flag("makesReady");
    f.setsNonblocking = entry.flag("setsNonblocking");
    f.polls = entry.flag("polls");
    f.pauses = entry.flag("pauses");
    f.runsLoop = entry.flag("runsLoop");
    f.spawns = entry.flag("spawns");
    f.detaches = entry.flag("detaches");
    f.losesErrors = entry.flag("losesErrors");
    f.joins = entry.flag("joins");
    f.retryable = entry.flag("retryable");
    f.mayFail = entry.flag("mayFail");
    f.suspends = entry.flag("suspends");
    f.completes = entry.flag("completes");
    f.threadLocal = entry.flag("threadLocal");
    f.tellsThread = entry.flag("tellsThread");
    f.coreCount = entry.flag("coreCount");
    f.receives = entry.flag("receives");
    f.test = entry.flag("test");
    f.drop = dropWord(entry);
    f.keeps = entry.indices("keeps");
    f.nonblocking = entry.flag("nonblocking");
    f.instead = entry.text("instead");
    f.note = entry.text("note");
    f.source = entry.text("source");
    if (f.nonblocking && f.blocks != Blocking::None)
      entry.refuse("nonblocking", "a function is nonblocking or 'blocks', not both; drop one");
    return f;
  }

  TypeModel type(const json &object, const std::string &pointer) {
    JsonFields entry(text_, object, pointer, "a type",
                     {"name", "role", "start", "drop", "singleUse", "staysOnThread", "cancelledWith", "returnsErrors",
                      "thread", "executorOf", "destructorBlocks", "destructorOrigins", "destructorUnless",
                      "destructorNote", "note", "source"});
    TypeModel t;
    t.library = file_.library.id;
    t.names = names(entry);
    t.role = entry.word("role", TypeRole::None);
    t.start = entry.word("start", Start::Unspecified);
    t.drop = dropWord(entry);
    t.singleUse = entry.flag("singleUse");
    t.cancelledWith = entry.texts("cancelledWith");
    t.returnsErrors = entry.flag("returnsErrors");
    t.staysOnThread = entry.flag("staysOnThread");
    if (entry.find("thread")) t.thread = entry.word("thread", Thread::Unknown);
    t.executorOf = entry.index("executorOf");
    t.destructorBlocks = entry.word("destructorBlocks", Blocking::None);
    t.destructorOrigins = entry.texts("destructorOrigins");
    t.destructorUnless = entry.texts("destructorUnless");
    t.destructorNote = entry.text("destructorNote");
    t.note = entry.text("note");
    t.source = entry.text("source");
    return t;
  }

  CostModel cost(const json &object, const std::string &pointer) {
    JsonFields entry(text_, object, pointer, "a cost", {"name", "nanoseconds", "perItem", "dispatch", "source"});
    CostModel c;
    c.library = file_.library.id;
    c.names = names(entry);
    for (const std::string &name : c.names)
      if (name.find('*') != std::string::npos && name.find("operator") == std::string::npos)
        entry.refuse("name", "'" + name + "' is a glob; a cost is of one function, name it whole");
    c.nanoseconds = entry.amount("nanoseconds");
    c.dispatch = entry.amount("dispatch");
    if (!c.nanoseconds && !c.dispatch)
      entry.refuse("a cost needs 'nanoseconds' or 'dispatch'; add the time of one call");
    c.perItem = entry.flag("perItem");
    c.source = entry.text("source");
    return c;
  }

  Replacement replacement(const json &object, const std::string &pointer) {
    JsonFields entry(text_, object, pointer, "a replacement", {"what", "inTypes", "text", "includes", "automatic"});
    Replacement r;
    r.library = file_.library.id;
    r.what = entry.requiredText("what");
    if (std::find(purposes.begin(), purposes.end(), r.what) == purposes.end())
      entry.refuseWord("what", r.what, purposes);
    r.inTypes = entry.texts("inTypes");
    if (r.inTypes.empty()) entry.refuse("a replacement needs 'inTypes'; name the coroutine types in which it holds");
    r.text = entry.requiredText("text");
    r.includes = entry.texts("includes");
    for (const std::string &include : r.includes)
      if (include.size() < 3 || (include.front() != '<' && include.front() != '"'))
        entry.refuse("includes", "'" + include + "' must stand in <> or quotes, as it is written in source");
    r.automatic = entry.flag("automatic");
    return r;
  }

  const JsonText &text_;
  ModelFile file_;
};

}  // namespace

std::span<const std::string_view> dropWords() { return drops; }
std::span<const std::string_view> replacementWords() { return purposes; }

std::variant<ModelFile, ModelError> readModelFile(const std::string &path, std::string_view json) {
  try {
    JsonText text = JsonText::parse(json);
    return Reader(text).read();
  } catch (const Refusal &refusal) {
    std::string line = refusal.line > 0 ? ":" + std::to_string(refusal.line) : "";
    return ModelError{path + line + ": " + refusal.what()};
  }
}

}  // namespace cotidy
