// RunReader.cpp: reads the lines of the runtime's record. What is cut off (a process was killed while it wrote) or not
// understood is skipped: a record is evidence, not a contract.
#include "driver/Root.h"
#include "driver/RunLoops.h"
#include "driver/RunRecording.h"
#include "driver/RunSymbols.h"
#include "runtime/Record.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace cotidy {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::uint64_t number(const json &line, const char *name) {
  const auto found = line.find(name);
  return found != line.end() && found->is_number() ? found->get<std::uint64_t>() : 0;
}

std::string text(const json &line, const char *name) {
  const auto found = line.find(name);
  return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// The images that one process ran, one after the other, each with its own numbers of sites and modules.
class Reader {
public:
  Reader(Recording &recording, RunSymbols &symbols, const std::string &root)
      : recording_(recording), symbols_(symbols), root_(root) {}

  void read(const json &line) {
    const std::string kind = text(line, "t");
    if (kind == "process") begin(line);
    if (kind == "unit") coroutines_ = std::max(coroutines_, number(line, "coroutines"));
    if (kind == "module") modules_[number(line, "id")] = text(line, "path");
    if (kind == "line")
      image_.lines.insert({place(text(line, "file")), static_cast<std::uint32_t>(number(line, "line"))});
    if (kind == "loop") loop(line);
    if (kind == "call") calls_[number(line, "site")] = call(line);
    if (kind == "called") called(line);
    if (kind == "stall") stall(line);
    if (kind == "stalled") add(stalls_[number(line, "site")].seen, line);
    if (kind == "spawn") spawns_[number(line, "site")] = spawn(line);
    if (kind == "spawned") spawned(spawns_[number(line, "site")], line);
    if (kind == "task") task(line);
    if (kind == "ran") ran(tasks_[number(line, "site")], line);
    if (kind == "threads") threads(line);
    if (kind == "end") end(line);
  }

  /// Hands over what the current image told.
  void finish() {
    if (!open_) return;
    image_.processes = 1;
    image_.coroutines = coroutines_;
    judgeByLoops();
    for (auto &[site, event] : calls_)
      if (event.calls != 0) image_.calls.push_back(std::move(event));
    for (auto &[site, event] : stalls_)
      if (event.seen.count != 0) image_.stalls.push_back(std::move(event));
    for (auto &[site, event] : spawns_) image_.spawns.push_back(std::move(event));
    for (auto &[site, event] : tasks_) image_.tasks.push_back(std::move(event));
    recording_.add(image_);
    open_ = false;
  }

private:
  /// A thread that is not run by its loop is a thread as others, and its rounds are no stalls.
  void judgeByLoops() {
    for (auto &[site, event] : calls_)
      if (event.context == RunContext::Loop && !cutCalls_.contains(site) && !loops_.ran(event.stack))
        event.context = RunContext::Thread;
    bool dropped = false;
    std::uint64_t longest = 0;
    for (auto &[site, event] : stalls_) {
      if (event.inCoroutine) continue;
      if (!event.stack.empty() && !cutStalls_.contains(site) && !loops_.ran(event.stack))
        event.seen = {}, dropped = true;
      longest = std::max(longest, event.seen.longestNs);
    }
    if (dropped) image_.longestRoundNs = longest != 0 ? longest : std::min(image_.longestRoundNs, stallNs_);
  }

  static bool isCut(const json &line) { return line.value("stack", json::array()).size() >= record::maxFrames; }

  void begin(const json &line) {
    finish();
    image_ = {};
    exe_ = text(line, "exe");
    image_.locks = line.value("locks", false);
    coroutines_ = 0;
    modules_.clear();
    calls_.clear();
    stalls_.clear();
    cutCalls_.clear();
    cutStalls_.clear();
    loops_ = {};
    stallNs_ = number(line, "stallNs");
    spawns_.clear();
    tasks_.clear();
    open_ = number(line, "format") == record::format;
  }

  std::string place(const std::string &file) const {
    return relativeTo(root_, fs::path(file).lexically_normal().string());
  }

  StackFrames frames(const std::string &address) {
    const auto plus = address.find("+0x");
    if (plus == std::string::npos) return {};
    std::uint64_t module = 0, offset = 0;
    std::from_chars(address.data(), address.data() + plus, module);
    std::from_chars(address.data() + plus + 3, address.data() + address.size(), offset, 16);
    const auto path = modules_.find(module);
    if (path == modules_.end() || path->second.ends_with("libcotidy-runtime.so")) return {};
    StackFrames found = symbols_.at(path->second, offset);
    if (path->second == exe_)
      image_.symbols |= std::ranges::any_of(found, [](const StackFrame &frame) { return frame.line != 0; });
    return found;
  }

  StackFrames stack(const json &addresses) {
    StackFrames all;
    for (const json &address : addresses) {
      if (!address.is_string()) continue;
      const StackFrames part = frames(address.get<std::string>());
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }

  void stall(const json &line) {
    const std::uint64_t site = number(line, "site");
    stalls_[site] = {.blocked = text(line, "kind") == "blocked",
                     .stack = stack(line.value("stack", json::array())),
                     .seen = {},
                     .inCoroutine = text(line, "in") == "coroutine",
                     .maker = stack(line.value("maker", json::array()))};
    if (isCut(line)) cutStalls_.insert(site);
  }

  void threads(const json &line) {
    image_.threadSites.push_back({stack(line.value("stack", json::array())), number(line, "n")});
  }

  CallEvent call(const json &line) {
    if (isCut(line)) cutCalls_.insert(number(line, "site"));
    CallEvent event;
    event.callee = text(line, "callee");
    event.kind = text(line, "kind");
    event.coroutine = symbols_.demangled(text(line, "coroutine"));
    event.stack = stack(line.value("stack", json::array()));
    event.underLock = line.contains("lock");
    event.lock = frames(text(line, "lock"));
    event.holder = frames(text(line, "holder"));
    event.maker = stack(line.value("maker", json::array()));
    const std::string in = text(line, "in");
    event.context = in == "coroutine" ? RunContext::Coroutine : in == "loop" ? RunContext::Loop : RunContext::Thread;
    // Code that was not instrumented tells by its frames.
    const auto found = std::ranges::find_if(event.stack, &StackFrame::coroutine);
    if (event.context != RunContext::Coroutine && found != event.stack.end()) {
      event.context = RunContext::Coroutine;
      event.coroutine = found->function;
    }
    return event;
  }

  void called(const json &line) {
    CallEvent &event = calls_[number(line, "site")];
    event.calls += number(line, "n");
    event.blocked.add({number(line, "blocked"), number(line, "ns"), number(line, "maxNs")});
  }

  static void add(Occurrences &into, const json &line) {
    into.add({number(line, "n"), number(line, "ns"), number(line, "maxNs")});
  }

  static void ran(TaskEvent &event, const json &line) {
    add(event.ran, line);
    event.betweenNs += number(line, "betweenNs");
  }

  SpawnEvent spawn(const json &line) {
    SpawnEvent event;
    event.coroutine = symbols_.demangled(text(line, "coroutine"));
    event.file = place(text(line, "file"));
    event.line = static_cast<std::uint32_t>(number(line, "line"));
    event.creator = frames(text(line, "at"));
    return event;
  }

  static void spawned(SpawnEvent &event, const json &line) {
    event.created += number(line, "created");
    event.parked += number(line, "parked");
    event.started += number(line, "started");
    event.resumed += number(line, "resumed");
    event.finished += number(line, "finished");
    event.unstarted += number(line, "unstarted");
    event.abandoned += number(line, "abandoned");
    event.ran.add({number(line, "resumed"), number(line, "ns"), number(line, "maxNs")});
    event.betweenNs += number(line, "betweenNs");
  }

  void task(const json &line) {
    TaskEvent &event = tasks_[number(line, "site")];
    event.name = symbols_.demangled(text(line, "name"));
    event.file = place(text(line, "file"));
    event.line = static_cast<std::uint32_t>(number(line, "line"));
  }

  void loop(const json &line) {
    image_.rounds += number(line, "ticks");
    image_.longestRoundNs = std::max(image_.longestRoundNs, number(line, "maxNs"));
    if (StackFrames wait = stack(line.value("stack", json::array())); !wait.empty()) loops_.add(std::move(wait));
  }

  void end(const json &line) {
    image_.cpuNs += number(line, "cpuNs");
    image_.threads += number(line, "threads");
    image_.lost += number(line, "lost");
    const std::string reason = text(line, "reason");
    constexpr std::array<std::string_view, 3> asked = {"signal 15", "signal 02", "signal 01"};
    if (reason.starts_with("signal") && std::ranges::find(asked, reason) == asked.end())
      image_.crashes.push_back(fs::path(exe_).filename().string() + ": " + reason);
  }

  Recording &recording_;
  RunSymbols &symbols_;
  const std::string &root_;
  Recording image_;
  bool open_ = false;
  std::string exe_;
  std::uint64_t coroutines_ = 0;
  std::map<std::uint64_t, std::string> modules_;
  std::map<std::uint64_t, CallEvent> calls_;
  std::map<std::uint64_t, StallEvent> stalls_;
  std::set<std::uint64_t> cutCalls_, cutStalls_;  // whose stacks were too deep
  RunLoops loops_;
  std::uint64_t stallNs_ = 0;
  std::map<std::uint64_t, SpawnEvent> spawns_;
  std::map<std::uint64_t, TaskEvent> tasks_;
};

}  // namespace

Recording readRecording(const std::string &folder, const std::string &root) {
  std::vector<std::string> files;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path().string());
  std::ranges::sort(files);

  Recording recording;
  RunSymbols symbols(root);
  for (const std::string &file : files) {
    Reader reader(recording, symbols, root);
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
      const json parsed = json::parse(line, nullptr, false);
      if (parsed.is_object()) reader.read(parsed);
    }
    reader.finish();
  }
  return recording;
}

}  // namespace cotidy
